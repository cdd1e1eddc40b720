// Compares what a session that was cut off began with, as its start manifest has it, with what is there now.
#include "session/remains_reading.hpp"

#include "record/manifest.hpp"
#include "session/ending_on_record.hpp"
#include "session/past.hpp"
#include "session/session_id.hpp"

#include <algorithm>
#include <utility>

namespace ctask {

namespace {

/// The last time up to `latest` that a file was written, when that is behind `sign`: between two heartbeats
/// the agent's own work tells how far the session came.
WallTime later_sign_in(const std::optional<Listing>& now, WallTime sign, WallTime latest)
{
    if (!now) return whole_seconds(sign);
    for (const FileEntry& file : now->files) {
        const WallTime modified{Nanoseconds(file.modified)};
        if (modified <= latest) sign = std::max(sign, modified);
    }
    return whole_seconds(sign);
}

/// The session as far as it can be told from what it left. It ended some time after its last heartbeat, and
/// before the next one.
Summary summarize(const Session& session, const Remains& remains, std::optional<Manifest> start,
                  const std::optional<Listing>& now)
{
    Summary summary;
    summary.mode = session.plan.mode;
    write_ending(summary, Ending{Ending::Kind::interrupted}, false);
    summary.hostname = session.world.host().hostname;
    summary.started_at = summary.ended_at = remains.last_sign();
    if (start) {
        summary.session_id = start->session_id;
        summary.started_at = start->captured_at;
    }
    if (remains.lease && remains.lease->found.lease) {
        const Lease& lease = *remains.lease->found.lease;
        summary.session_id = lease.session_id;
        summary.hostname = lease.hostname;
        summary.agent = lease.agent;
        summary.mode = lease.mode;
        summary.started_at = lease.started_at.value_or(summary.started_at);
        summary.ended_at = lease.heartbeat_at.value_or(summary.ended_at);
    }
    // Always the same for the same remains, so that a second recovery knows them again.
    if (summary.session_id.empty()) {
        Host nobody;
        nobody.hostname = summary.hostname;
        summary.session_id = make_session_id(nobody, remains.last_sign());
    }
    summary.ended_at = std::max(summary.started_at, summary.ended_at);
    summary.ended_at = later_sign_in(now, summary.ended_at, summary.ended_at + kHeartbeatInterval);
    std::optional<Listing> before;
    if (start) before.emplace(Listing{std::move(start->files), std::move(start->unreadable)});
    set_changes(summary, before, now);
    if (now && !now->unreadable.empty()) set_end_manifest(summary, before.value_or(Listing()), *now);
    return summary;
}

void tell_bad_lease(Session& session, const Directory& state, const Remains& remains)
{
    if (remains.lease && !remains.lease->found.lease)
        session.troubles.tell_bad_file(state, remains.lease->file, remains.lease->found.problem);
}

} // namespace

/// A start manifest of another session's, which lies beside the lease because that was lost or left behind by
/// others, is a session of its own.
ReadRemains read_remains(Session& session, const Directory& state, const Remains& remains,
                         const std::optional<Listing>& now)
{
    tell_bad_lease(session, state, remains);
    ReadRemains dead{remains, {}};
    std::string problem;
    std::optional<Manifest> start =
        read_manifest_file(state, remains.manifest_file, session.plan.rules, problem);
    if (!problem.empty()) session.troubles.tell_bad_file(state, remains.manifest_file, problem);
    // It has gone since it was seen (or a shared file system showed what is no more): nobody has died.
    const bool is_gone = !start && problem.empty();
    if (is_gone && !remains.lease) return dead;
    const std::string id = remains.lease ? remains.lease->session_id() : std::string();
    if (start && !id.empty() && !start->session_id.empty() && start->session_id != id) {
        Remains other = remains;
        other.lease.reset();
        dead.sessions.push_back(summarize(session, other, std::exchange(start, std::nullopt), now));
    }
    dead.sessions.push_back(summarize(session, remains, std::move(start), now));
    return dead;
}

} // namespace ctask
