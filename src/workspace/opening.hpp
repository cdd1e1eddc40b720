// Opening a directory that somebody may have named wrongly, or that need not be there.
#pragma once

#include "world/files.hpp"

#include <memory>
#include <string>

namespace ctask {

/// For a path that is only tried: nothing when it is empty, or cannot be opened for whatever reason.
std::unique_ptr<Directory> open_if_possible(Files& files, const std::string& path);

} // namespace ctask
