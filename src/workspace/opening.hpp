// Opening a directory that somebody may have named wrongly, or that need not be there.
#pragma once

#include "world/files.hpp"

#include <memory>
#include <string>
#include <system_error>

namespace ctask {

/// For a path that is only tried: nothing when it is empty, or cannot be opened for whatever reason.
std::unique_ptr<Directory> open_if_possible(Files& files, const std::string& path);

/// Whether the system was at fault (no memory, no descriptors, a full or a broken disk) and not the name, so
/// that no other name would help.
bool is_of_the_system(const std::error_code& error);

} // namespace ctask
