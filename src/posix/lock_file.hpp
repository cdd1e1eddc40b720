// The write lock of a workspace: a file that names its holder and is flocked for as long as it is held.
#pragma once

#include "world/files.hpp"

namespace ctask {

/// Files::try_lock for one directory.
LockAttempt try_lock_file(Directory& directory, const std::string& name, const std::string& content,
                          const LockReader& is_of_here);

} // namespace ctask
