// Reading a state file that may have become anything.
#pragma once

#include "world/directory.hpp"

#include <string>

namespace ctask {

/// As Directory::read, but a long file that does not begin as a JSON object does is bad at once, without
/// being read whole.
FileContent read_json_file(const Directory& directory, const std::string& name, std::size_t limit);

} // namespace ctask
