// Counts what is in a directory tree.
#pragma once

#include "world/whole_tree.hpp"

namespace ctask {

/// Files::survey of the tree at `root`, a borrowed descriptor.
Survey survey_tree(int root, const KeepGoing& go_on);

} // namespace ctask
