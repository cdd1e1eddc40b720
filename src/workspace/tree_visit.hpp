// A visit of everything below a directory, one name at a time.
#pragma once

#include "world/directory.hpp"

#include <functional>
#include <string>

namespace ctask {

/// What to do next: go on (into a directory), go on but not into this one, or end here.
enum class NextStep { enter, pass_over, stop };

/// Calls `each` for every name below `top`, with its path from there, a directory before what is in it; links
/// are not followed. However deep it goes, one directory is open besides `top`. What vanishes meanwhile is
/// left out. False when `each` ended it. Throws std::system_error for what cannot be read.
bool visit_tree(const Directory& top,
                const std::function<NextStep(const std::string&, const FileStamp&)>& each);

} // namespace ctask
