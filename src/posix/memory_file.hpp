// Files that lie in memory only.
#pragma once

#include "base/unique_fd.hpp"

#include <string>

namespace ctask {

/// A file with this text, to be read from its start; close-on-exec. Throws std::system_error.
UniqueFd memory_file(const std::string& text);

} // namespace ctask
