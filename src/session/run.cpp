// The session, step by step as SPEC section 5 has them.
#include "session/run.hpp"

#include "session/child.hpp"
#include "session/claim.hpp"
#include "session/heeding.hpp"
#include "session/leases.hpp"
#include "session/provisional.hpp"
#include "session/recovery.hpp"
#include "session/session.hpp"
#include "session/settle.hpp"
#include "session/start.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

void tell_context_and_banner(Session& session, const Claim& claim)
{
    const Workspace& workspace = session.plan.workspace;
    if (claim.last_session) session.events.tell(LastSession{*claim.last_session});
    session.events.tell(Starting{workspace.task.mode, workspace.slug(), session.plan.agent, workspace.path,
                                 claim.beside_another});
}

/// Processes that began while the session ran and stand in the workspace; when another session lives they may
/// be its own.
void tell_left_behind(Session& session, const Claim& claim)
{
    if (!live_among(read_leases(session.world, session.workspace())).empty()) return;
    LeftBehind left;
    try {
        for (const ProcessFacts& process : session.world.processes.standing_in(session.workspace()))
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

/// Steps 1 to 7: up to the end of the child, or to the point where there is none.
Task<Ending> play(Session& session, Claim& claim, StartState& start)
{
    co_await recover_interrupted(session);
    co_await claim_workspace(session, claim);
    if (claim.refusal) co_return *claim.refusal;

    start = co_await record_start(session, claim);
    tell_context_and_banner(session, claim);
    co_return co_await run_child(session, claim);
}

/// Steps 8 to 10, for whatever ending.
Task<> finish(Session& session, Claim& claim, StartState start, Outcome& outcome)
{
    const std::optional<std::string> trash_path = co_await reclaim_workspace(session, claim, outcome.ending);
    if (trash_path) {
        outcome.trash_path = *trash_path;
        session.events.tell(Reclaimed{session.plan.agent, outcome.ending, *trash_path});
    } else if (outcome.ending.child_ran()) {
        outcome.session = co_await settle(session, claim, std::move(start), outcome.ending);
        session.events.tell(Ended{*outcome.session, outcome.ending});
        tell_whether_it_is_gone(session);
        tell_left_behind(session, claim);
    } else {
        co_await give_up(session, claim);
    }
}

Ending cancelled_by(int signal)
{
    Ending ending;
    ending.kind = Ending::Kind::cancelled;
    ending.number = signal;
    return ending;
}

} // namespace

Task<Outcome> run_session(World& world, Events& events, Plan plan)
{
    Session session{world, events, plan, Troubles(events)};
    Claim claim;
    StartState start;
    Outcome outcome;
    std::exception_ptr failure;
    try {
        outcome.ending = co_await play(session, claim, start);
    } catch (const CancelledBySignal& signal) {
        outcome.ending = cancelled_by(signal.number);
    } catch (...) {
        outcome.ending.kind = Ending::Kind::failed;
        failure = std::current_exception();
    }
    if (!claim.refusal) co_await finish(session, claim, std::move(start), outcome);
    if (failure) std::rethrow_exception(failure);
    co_return outcome;
}

} // namespace ctask
