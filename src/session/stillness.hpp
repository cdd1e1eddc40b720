// Holding a workspace still: for what must not happen beside a session (archiving, renaming, removing).
#pragma once

#include "session/leases.hpp"

#include <memory>
#include <vector>

namespace ctask {

/// The write lock of a workspace, and who was alive in it once that was held. Nobody takes a lease while this
/// lives, so hold it for file writes and renames only.
struct Stillness {
    std::unique_ptr<Directory> state;
    std::unique_ptr<HeldLock> lock;
    std::vector<LeaseOnDisk> live;
};

/// Creates `.ctask` where it is missing. Throws LockTimeout when the lock is not had in time, and
/// std::system_error where none can be made.
Task<Stillness> hold_still(World& world, Directory& workspace);

} // namespace ctask
