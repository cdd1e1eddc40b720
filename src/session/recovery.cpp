// Recovery. The tree is scanned before the lock is taken; under the lock it is made sure that nothing has
// moved meanwhile.
#include "session/recovery.hpp"

#include "record/manifest.hpp"
#include "session/launch.hpp"
#include "session/leases.hpp"
#include "session/past.hpp"
#include "session/remains.hpp"

#include <algorithm>

namespace ctask {

namespace {

const std::string kNotRecovered = "an interrupted session could not be recorded";

std::optional<Manifest> read_start_manifest(Session& session, const Directory& state, const Remains& remains)
{
    const FileContent content = state.read(remains.manifest_file, kManifestLimit);
    if (content.absent()) return std::nullopt;
    std::string problem = content.problem;
    std::optional<Manifest> manifest;
    if (content.present()) manifest = parse_manifest(content.bytes, session.plan.rules, problem);
    if (!manifest) session.troubles.tell(state.path() + "/" + remains.manifest_file + " " + problem);
    return manifest;
}

/// Whatever was written last: about when the session was last alive.
WallTime last_sign_of(const Remains& remains)
{
    return remains.lease ? remains.lease->stamp.modified : remains.manifest_stamp->modified;
}

/// The last time up to `latest` that a file was written, when that is behind `sign`: between two heartbeats
/// the agent's own work tells how far the session came.
WallTime later_sign_in(const std::optional<FileList>& files, WallTime sign, WallTime latest)
{
    for (std::size_t index = 0; files && index < files->size(); ++index) {
        const WallTime modified{Nanoseconds((*files)[index].modified)};
        if (modified <= latest) sign = std::max(sign, modified);
    }
    return std::chrono::floor<Seconds>(sign);
}

/// The session as far as it can be told from what it left. It ended some time after its last heartbeat, and
/// before the next one.
Summary summarize(const Session& session, const Remains& remains, const std::optional<Manifest>& start,
                  const std::optional<FileList>& now)
{
    Summary summary;
    summary.mode = session.plan.mode;
    summary.end_reason = "interrupted";
    summary.hostname = session.world.host.hostname;
    summary.started_at = summary.ended_at = last_sign_of(remains);
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
        summary.session_id = make_session_id(nobody, last_sign_of(remains));
    }
    summary.ended_at = std::max(summary.started_at, summary.ended_at);
    summary.ended_at = later_sign_in(now, summary.ended_at, summary.ended_at + kHeartbeatInterval);
    const std::optional<FileList> before = start ? std::optional(start->files) : std::nullopt;
    set_changes(summary, before, now);
    return summary;
}

void tell_bad_lease(Session& session, const Directory& state, const Remains& remains)
{
    if (remains.lease && !remains.lease->found.lease)
        session.troubles.tell(state.path() + "/" + remains.lease->file + " " + remains.lease->found.problem);
}

/// False when some of it stays.
bool remove_remains(Session& session, Directory& state, const Remains& remains)
{
    const bool manifest_gone = session.troubles.attempt([&] { state.remove(remains.manifest_file); });
    const bool lease_gone = session.troubles.attempt([&] {
        if (remains.lease) state.remove(remains.lease->file);
    });
    return manifest_gone && lease_gone;
}

Task<bool> finish_remains(Session& session, Directory& state, std::vector<Remains> before)
{
    const std::optional<FileList> files = co_await list_files(session, Heed::signals);
    std::vector<Summary> summaries;
    for (const Remains& remains : before) {
        tell_bad_lease(session, state, remains);
        summaries.push_back(summarize(session, remains, read_start_manifest(session, state, remains), files));
    }
    std::vector<Interrupted> recorded;
    const Troubles::Hold hold(session.troubles);
    std::unique_ptr<HeldLock> lock =
        co_await try_to_lock(session, state, session.plan.session_id, Heed::signals, kNotRecovered);
    if (!lock) co_return false;

    // Another start may have recovered them meanwhile, or a session that was suspended come back to life.
    const std::vector<Remains> now =
        find_remains(read_leases_in(session.world, session.workspace(), state), state);
    bool all_gone = true;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto still = [&](const Remains& remains) { return remains.same_as(before[i]); };
        if (std::none_of(now.begin(), now.end(), still)) continue;
        if (!is_in_history(state, summaries[i].session_id)) {
            record_session(session, state, summaries[i], lock.get());
            recorded.push_back({std::move(summaries[i])});
        }
        all_gone = remove_remains(session, state, before[i]) && all_gone;
    }
    lock.reset();
    for (const Interrupted& event : recorded) session.events.tell(event);
    co_return all_gone;
}

std::unique_ptr<Directory> open_state_if_possible(const Directory& workspace)
{
    try {
        return open_state(workspace);
    } catch (const std::system_error&) {
        // The claim opens it too, and tells.
        return nullptr;
    }
}

} // namespace

std::size_t count_interrupted(World& world, const Directory& workspace)
{
    const std::unique_ptr<Directory> state = open_state(workspace);
    return state ? find_remains(read_leases(world, workspace), *state).size() : 0;
}

Task<bool> recover_interrupted(Session& session)
{
    std::exception_ptr failure;
    try {
        const std::unique_ptr<Directory> state = open_state_if_possible(session.workspace());
        if (!state) co_return true;
        std::vector<Remains> remains =
            find_remains(read_leases_in(session.world, session.workspace(), *state), *state);
        if (remains.empty()) co_return true;
        co_return co_await finish_remains(session, *state, std::move(remains));
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) session.troubles.tell(failure, kNotRecovered);
    co_return false;
}

} // namespace ctask
