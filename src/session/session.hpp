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

/// A signal came before the child ran: the session is given up. Travels from the wait that met it to
/// run_session.
struct CancelledBySignal {
    int number = 0;
};

/// Whether a wait ends when a signal comes: before the child has run it does, afterwards nothing interrupts
/// the settling.
enum class Heed { signals, nothing };

/// Awaits `task`, which waits for a person, another session, the lock or the disk. With Heed::signals one
/// that cancels ends it and comes out as CancelledBySignal, and a terminal stop is followed.
Task<> heeding(Heed heed, Session& session, Task<> task);
/// Those that wait already: throws CancelledBySignal for one that cancels.
void heed_waiting_signals(World& world);

/// The files of the workspace as they are now, with progress told; nothing after telling the trouble that
/// kept them from being listed.
Task<std::optional<FileList>> list_files(Session& session, Heed heed);

/// The write lock, or null after telling the trouble; `consequence` is what follows when no lock can be made
/// there.
Task<std::unique_ptr<HeldLock>> try_to_lock(Session& session, Directory& state, std::string session_id,
                                            Heed heed, std::string consequence);

} // namespace ctask
