// Waiting for the write lock, and what it says of who holds it.
#pragma once

#include "async/task.hpp"
#include "base/error.hpp"
#include "session/heeding.hpp"
#include "session/session.hpp"

#include <memory>
#include <string>

namespace ctask {

/// The lock was not had in time; the message names it and its holder.
struct LockTimeout : Failure {
    using Failure::Failure;
};

/// How long to wait for the lock at most.
inline constexpr Seconds kLockPatience{2};

/// Takes the write lock of the workspace whose `.ctask` is `state`, at once or after a wait that heeds what
/// it is told to. Throws LockTimeout, and std::system_error where no lock can be made. Hold it for file
/// writes only: never across a prompt, a scan, a stop or the child.
Task<std::unique_ptr<HeldLock>> acquire_write_lock(World& world, Directory& state, std::string session_id,
                                                   Heed heed);

/// The same, waiting as long, for a step of a session that can do without: null after telling the trouble.
/// `consequence` is what follows when no lock can be made there.
Task<std::unique_ptr<HeldLock>> lock_or_tell(Session& session, Directory& state, std::string session_id,
                                             Heed heed, std::string consequence);

} // namespace ctask
