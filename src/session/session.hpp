// What every step of a session has at hand. Owned by run_session, lent to the steps.
#pragma once

#include "session/events.hpp"
#include "session/plan.hpp"
#include "session/troubles.hpp"
#include "world/world.hpp"

#include <memory>
#include <optional>
#include <string>

namespace ctask {

struct Session {
    World& world;
    Events& events;
    const Plan& plan;
    Troubles troubles;

    Directory& workspace() const { return *plan.workspace.directory; }
};

/// What troubles with the state directory mean to the user.
inline const std::string kUnprotected =
    "the agent runs all the same, but this session is not protected or recorded";

/// A signal came before the child ran: the session is given up. Travels from the wait that met it to
/// run_session.
struct CancelledBySignal {
    int number = 0;
};

/// Awaits `task`, which waits for a person, another session, the lock or the disk, while signals are heeded:
/// one that cancels ends it and comes out as CancelledBySignal; a terminal stop is followed.
Task<> heeding_signals(Session& session, Task<> task);

/// The files of the workspace as they are now, with progress told; nothing after telling the trouble that
/// kept them from being listed. Before the child has run signals are heeded as by heeding_signals; afterwards
/// nothing interrupts it.
Task<std::optional<FileList>> list_files(Session& session, bool heeding);

/// The write lock, or null after telling the trouble.
Task<std::unique_ptr<HeldLock>> try_to_lock(Session& session, Directory& state, std::string session_id);

} // namespace ctask
