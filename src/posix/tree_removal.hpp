// Removes a directory tree of whatever depth.
#pragma once

#include "world/directory.hpp"
#include "world/whole_tree.hpp"

#include <string>

namespace ctask {

/// Files::remove_tree. Never throws for what cannot be removed.
Removal remove_whole_tree(const Directory& parent, const std::string& name, const FileStamp& judged,
                          const KeepGoing& go_on);

} // namespace ctask
