// What a file system is and what it can do, asked of the kernel and tried.
#pragma once

#include "world/directory.hpp"
#include "world/file_system.hpp"

namespace ctask {

/// Files::file_system_of.
FileSystemFacts read_file_system(const Directory& directory);
/// Files::try_out.
FileSystemTrial try_file_system(Directory& directory, const std::string& name);

} // namespace ctask
