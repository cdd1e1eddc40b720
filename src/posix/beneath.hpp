// Opens a directory deep below another one, following no link on the way.
#pragma once

#include "base/unique_fd.hpp"

#include <string>

namespace ctask {

/// `path` is relative and may be longer than the system's limit for one call; empty is `root` itself, opened
/// again. Nothing, with errno set, when it cannot be opened.
UniqueFd open_beneath(int root, const std::string& path);

} // namespace ctask
