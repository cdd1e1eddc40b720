// What every step of a session has at hand. Owned by run_session, lent to the steps.
#pragma once

#include "record/listing.hpp"
#include "session/events.hpp"
#include "session/heeding.hpp"
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

/// The files of the workspace as they are now, with progress told; nothing after telling the trouble that
/// kept them from being listed.
Task<std::optional<Listing>> list_files(Session& session, Heed heed);

/// The write lock, or null after telling the trouble; `consequence` is what follows when no lock can be made
/// there.
Task<std::unique_ptr<HeldLock>> try_to_lock(Session& session, Directory& state, std::string session_id,
                                            Heed heed, std::string consequence);

} // namespace ctask
