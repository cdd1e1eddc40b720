// Compares, records and gives back, under one lock.
#include "session/settle.hpp"

#include "session/ending_on_record.hpp"
#include "session/file_scan.hpp"
#include "session/own_lease.hpp"
#include "session/past.hpp"
#include "session/write_lock.hpp"

namespace ctask {

namespace {

Summary summarize(const Session& session, const Claim& claim, const Ending& ending, WallTime started_at)
{
    Summary summary;
    summary.session_id = claim.lease.session_id;
    summary.hostname = session.world.host().hostname;
    summary.agent = session.plan.agent;
    summary.mode = session.plan.mode;
    summary.started_at = started_at;
    summary.ended_at = std::max(started_at, whole_seconds(session.world.clock.now()));
    const bool lost_its_pane = session.plan.mode == kPersistent && session.world.terminal.has_hung_up();
    write_ending(summary, ending, lost_its_pane);
    summary.detected_via = "child_exit";
    summary.session_ownership = claim.adopted_at ? "adopted" : "created";
    summary.adopted_from_orphan_at = claim.adopted_at;
    return summary;
}

} // namespace

Task<Summary> settle(Session& session, Claim& claim, std::optional<Listing> before, Ending ending)
{
    Summary summary = summarize(session, claim, ending, *claim.lease.started_at);
    // Not from the times of day: somebody may have set the clock meanwhile. What follows takes its own time.
    const Nanoseconds lasted = session.world.clock.since_boot() - claim.began;
    std::optional<Listing> files;
    if (!session.workspace().is_removed()) files = co_await scan_files(session, Heed::nothing);
    set_changes(summary, before, files);
    if (files) set_end_manifest(summary, std::move(before).value_or(Listing()), std::move(*files));
    summary.duration_seconds = std::chrono::floor<Seconds>(lasted).count();
    if (!claim.state || !renew_state(session, claim)) co_return summary;

    const Troubles::Hold hold(session.troubles);
    const std::unique_ptr<HeldLock> lock =
        co_await lock_or_tell(session, *claim.state, claim.lease.session_id, Heed::nothing, kNotRecorded);
    record_session(session, *claim.state, summary, lock.get());
    release(session, claim);
    co_return summary;
}

Task<> give_up(Session& session, Claim& claim)
{
    if (!claim.state || !renew_state(session, claim)) co_return;
    const Troubles::Hold hold(session.troubles);
    const std::unique_ptr<HeldLock> lock =
        co_await lock_or_tell(session, *claim.state, claim.lease.session_id, Heed::nothing, std::string());
    release(session, claim);
}

} // namespace ctask
