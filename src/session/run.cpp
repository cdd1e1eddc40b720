// The session, step by step, numbered as ctask(1) has them: play() up to the end of the child, finish() what
// follows. The tenth is the caller's: to end as the child ended.
#include "session/run.hpp"

#include "session/aftermath.hpp"
#include "session/child.hpp"
#include "session/claim.hpp"
#include "session/heeding.hpp"
#include "session/provisional.hpp"
#include "session/recovery.hpp"
#include "session/settle.hpp"
#include "session/start.hpp"

namespace ctask {

namespace {

void tell_context_and_banner(Session& session, const Claim& claim)
{
    const Workspace& workspace = session.plan.workspace;
    if (claim.last_session) session.events.tell(LastSession{*claim.last_session});
    session.events.tell(Starting{workspace.task.mode, workspace.slug(), session.plan.agent, workspace.path,
                                 claim.beside_another});
}

/// Up to the end of the child, or to the point where there is none.
Task<Ending> play(Session& session, Claim& claim, std::optional<Listing>& before)
{
    // 1: what sessions before this one have left.
    co_await recover_interrupted(session);
    // 2 to 4: a look at the past and at who is there, and the lease.
    co_await claim_workspace(session, claim);
    if (claim.refusal) co_return *claim.refusal;

    // 5: the files as they are before the child's first instruction.
    before = co_await record_start(session, claim);
    // 6: what the last session did, and where one is.
    tell_context_and_banner(session, claim);
    // 7: the agent, the heartbeat beside it.
    co_return co_await run_child(session, claim);
}

} // namespace

Task<> finish(Session& session, Claim& claim, std::optional<Listing> before, Outcome& outcome)
{
    // 8: a fresh workspace in which nothing happened does not stay.
    const std::optional<std::string> trash_path = co_await reclaim_workspace(session, claim, outcome.ending);
    if (trash_path) {
        outcome.trash_path = *trash_path;
        session.events.tell(Reclaimed{session.plan.agent, outcome.ending, *trash_path});
    } else if (outcome.ending.child_ran()) {
        // 9: what happened is recorded.
        outcome.summary = co_await settle(session, claim, std::move(before), outcome.ending);
        session.events.tell(Ended{*outcome.summary, outcome.ending});
        tell_aftermath(session, claim);
    } else {
        co_await give_up(session, claim);
    }
}

Task<Outcome> run_session(World& world, Events& events, Plan plan)
{
    Session session{world, events, plan, Troubles(events)};
    Claim claim;
    std::optional<Listing> before;
    Outcome outcome;
    // Whatever comes, what was claimed by then is given back.
    std::exception_ptr failure;
    try {
        outcome.ending = co_await play(session, claim, before);
    } catch (const CancelledBySignal& signal) {
        outcome.ending = Ending::cancelled_by(signal.number);
    } catch (...) {
        outcome.ending.kind = Ending::Kind::failed;
        failure = std::current_exception();
    }
    claim.lock.reset();
    // Who was refused has claimed nothing.
    if (!claim.refusal) co_await finish(session, claim, std::move(before), outcome);
    if (failure) std::rethrow_exception(failure);
    co_return outcome;
}

} // namespace ctask
