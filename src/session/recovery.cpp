// Recovery. The tree is scanned before the lock is taken; under the lock it is made sure that nothing has
// moved meanwhile.
#include "session/recovery.hpp"

#include "record/manifest.hpp"
#include "session/leases.hpp"
#include "session/past.hpp"
#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// What a dead session left: a stale lease, its start manifest, or both.
struct Remains {
    std::optional<LeaseOnDisk> lease;
    std::string manifest_file;
    std::optional<FileStamp> manifest_stamp;

    bool same_as(const Remains& other) const
    {
        const auto same = [](const std::optional<FileStamp>& left, const std::optional<FileStamp>& right) {
            if (left.has_value() != right.has_value()) return false;
            return !left || (left->same_file(*right) && left->modified == right->modified);
        };
        const auto stamp_of = [](const Remains& remains) {
            return remains.lease ? std::optional(remains.lease->stamp) : std::nullopt;
        };
        return manifest_file == other.manifest_file && same(manifest_stamp, other.manifest_stamp) &&
               same(stamp_of(*this), stamp_of(other));
    }
};

/// `sessions/ID.json` belongs to `sessions/ID.manifest-start`.
std::string manifest_of(const LeaseOnDisk& lease)
{
    if (lease.owner) return layout::kStartManifest;
    return lease.file.substr(0, lease.file.size() - std::string(".json").size()) + layout::kManifestSuffix;
}

bool belongs_to_one(const std::string& manifest_file, const std::vector<LeaseOnDisk>& leases)
{
    return std::any_of(leases.begin(), leases.end(),
                       [&](const LeaseOnDisk& lease) { return manifest_of(lease) == manifest_file; });
}

std::vector<Remains> find_remains(World& world, Directory& state)
{
    std::vector<Remains> found;
    const std::vector<LeaseOnDisk> leases = read_leases_in(world, state);
    for (const LeaseOnDisk& lease : leases)
        if (!lease.verdict.is_live())
            found.push_back({lease, manifest_of(lease), state.stamp_of(manifest_of(lease))});
    std::vector<std::string> manifests = {layout::kStartManifest};
    for (const std::string& name : coexisting_names(state))
        if (name.front() != '.' && name.ends_with(layout::kManifestSuffix))
            manifests.push_back(layout::kCoexisting + "/" + name);
    for (const std::string& file : manifests) {
        const auto stamp = state.stamp_of(file);
        if (stamp && !belongs_to_one(file, leases)) found.push_back({std::nullopt, file, stamp});
    }
    return found;
}

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

/// The session as far as it can be told from what it left. It ended some time after its last heartbeat.
Summary summarize(const Remains& remains, const std::optional<Manifest>& start,
                  const std::optional<FileList>& now)
{
    Summary summary;
    summary.mode = "direct";
    summary.end_reason = "interrupted";
    const WallTime last_sign =
        remains.lease ? remains.lease->stamp.modified : remains.manifest_stamp->modified;
    summary.started_at = summary.ended_at = last_sign;
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
    summary.ended_at = std::max(summary.started_at, summary.ended_at);
    summary.duration_seconds =
        std::chrono::duration_cast<Seconds>(summary.ended_at - summary.started_at).count();
    summary.changes_known = start && now;
    if (summary.changes_known) summary.changes = compare(start->files, *now);
    summary.notes_updated = touches_notes(summary.changes);
    summary.end_manifest = now;
    return summary;
}

void remove_remains(Session& session, Directory& state, const Remains& remains)
{
    session.troubles.attempt([&] { state.remove(remains.manifest_file); });
    session.troubles.attempt([&] {
        if (remains.lease) state.remove(remains.lease->file);
    });
}

Task<bool> finish_remains(Session& session, Directory& state, std::vector<Remains> before)
{
    std::optional<FileList> files = co_await list_files(session, true);
    std::vector<std::optional<Manifest>> starts;
    for (const Remains& remains : before) starts.push_back(read_start_manifest(session, state, remains));
    std::unique_ptr<HeldLock> lock = co_await try_to_lock(session, state, session.plan.session_id);
    if (!lock) co_return false;

    // Another start may have recovered them meanwhile, or a session that was suspended come back to life.
    const std::vector<Remains> now = find_remains(session.world, state);
    bool recorded = false;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto still = [&](const Remains& remains) { return remains.same_as(before[i]); };
        if (std::none_of(now.begin(), now.end(), still)) continue;
        const Summary summary = summarize(before[i], starts[i], files);
        if (!is_in_history(state, summary.session_id)) {
            record_session(session, state, summary, lock.get());
            session.events.tell(Interrupted{summary});
            recorded = true;
        }
        remove_remains(session, state, before[i]);
    }
    co_return recorded;
}

} // namespace

Task<bool> recover_interrupted(Session& session)
{
    std::exception_ptr failure;
    bool recorded = false;
    try {
        const std::unique_ptr<Directory> state = open_state(session.workspace());
        if (!state) co_return false;
        std::vector<Remains> remains = find_remains(session.world, *state);
        if (remains.empty()) co_return false;
        recorded = co_await finish_remains(session, *state, std::move(remains));
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) session.troubles.tell(failure, "an interrupted session could not be recorded");
    co_return recorded;
}

} // namespace ctask
