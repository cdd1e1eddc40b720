// Looks around once more when all is recorded; where nothing can be seen nothing is said.
#include "session/aftermath.hpp"

#include "session/leases.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

/// Processes that began while the session ran and stand in the workspace; when another session lives they may
/// be its own. (The lease's time is one of whole seconds, in which the caller may have begun too.)
void tell_left_behind(Session& session, const Claim& claim)
{
    if (!live_among(look_at_leases(session.world, session.workspace())).empty()) return;
    LeftBehind left;
    try {
        for (const ProcessFacts& process : session.world.processes.newcomers_in(session.workspace()))
            if (process.started_at >= *claim.lease.started_at) left.processes.push_back(process);
    } catch (const std::exception&) {
        // A courtesy, and no trouble where processes cannot be seen.
    }
    if (!left.processes.empty()) session.events.tell(left);
}

/// Listings find a workspace by its task.yaml, so whoever removed that learns it while it is fresh.
void tell_whether_it_is_gone(const Session& session)
{
    const Workspace& workspace = session.plan.workspace;
    try {
        if (session.workspace().stamp_of(layout::kTaskFile)) return;
        WorkspaceGone gone{workspace.path, workspace.name, workspace.task, false};
        gone.all_of_it = session.workspace().names().empty();
        session.events.tell(gone);
    } catch (const std::exception&) {
        // A workspace that cannot be looked at was told of when it could not be listed.
        return;
    }
}

} // namespace

void tell_aftermath(Session& session, const Claim& claim)
{
    tell_whether_it_is_gone(session);
    tell_left_behind(session, claim);
}

} // namespace ctask
