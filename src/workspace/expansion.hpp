// What `~` and `$NAME` stand for in a setting.
#pragma once

#include "world/environment.hpp"

#include <string>

namespace ctask {

/// `~` alone or before a slash at the start becomes the home directory, `$NAME` and `${NAME}` anywhere the
/// value of that variable, `$$` a single `$`; any other `$` stays. What an expansion brings is not expanded
/// again. Throws Failure naming `source` ("CTASK_ROOT", "config.yaml:3") when a variable is not set: what is
/// left of a path without it would be another directory.
std::string expanded(const std::string& value, const std::string& source, const Environment& environment);

} // namespace ctask
