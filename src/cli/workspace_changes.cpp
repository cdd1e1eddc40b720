// Comparing a workspace with the start of a session, by the manifest that the session left there.
#include "cli/workspace_changes.hpp"

#include "base/error.hpp"
#include "cli/past_sessions.hpp"
#include "record/listing.hpp"
#include "record/manifest.hpp"
#include "session/leases.hpp"
#include "workspace/layout.hpp"

#include <utility>

namespace ctask {

namespace {

/// Where a session that has not been settled left its start.
struct Start {
    WorkspaceChanges::Since since = WorkspaceChanges::Since::never;
    std::string manifest_file;
    Lease lease;
    std::size_t others = 0;
};

Start find_start(World& world, const Directory& workspace, const Directory& state)
{
    const std::vector<LeaseOnDisk> leases = look_at_leases(world, workspace.stamp().inode, state);
    const std::vector<LeaseOnDisk> live = live_among(leases);
    const std::vector<LeaseOnDisk>& candidates = live.empty() ? leases : live;
    Start start;
    if (!candidates.empty()) {
        const LeaseOnDisk& first = candidates.front();
        start.since = live.empty() ? WorkspaceChanges::Since::cut_off : WorkspaceChanges::Since::running;
        start.manifest_file = start_manifest_of(first);
        start.lease = first.found.lease.value_or(Lease{});
        start.others = live.empty() ? 0 : live.size() - 1;
    } else if (state.stamp_of(layout::kStartManifest)) {
        start.since = WorkspaceChanges::Since::cut_off;
        start.manifest_file = layout::kStartManifest;
    }
    return start;
}

Manifest read_start_manifest(const Directory& state, const std::string& file, const ScanRules& rules)
{
    std::string problem;
    std::optional<Manifest> manifest = read_manifest_file(state, file, rules, problem);
    if (!manifest)
        throw Failure("the files at the start of the session are not known: " + state.path_of(file) + " " +
                      (problem.empty() ? "is not there" : problem));
    return std::move(*manifest);
}

Task<WorkspaceChanges> compare_with_start(World& world, const Workspace& workspace, const Directory& state,
                                          Start start, ScanRules rules,
                                          std::function<void(std::size_t)> progress)
{
    Manifest start_manifest = read_start_manifest(state, start.manifest_file, rules);
    Scan now = co_await world.files.scan(*workspace.directory, rules, progress);
    WorkspaceChanges changes;
    changes.since = start.since;
    changes.others = start.others;
    changes.unreadable = now.unreadable;
    Summary session;
    session.session_id = start.lease.session_id.empty() ? start_manifest.session_id : start.lease.session_id;
    session.agent = start.lease.agent;
    session.mode = start.lease.mode;
    session.hostname = start.lease.hostname;
    session.started_at = start.lease.started_at.value_or(start_manifest.captured_at);
    const Listing before{std::move(start_manifest.files), std::move(start_manifest.unreadable)};
    const Listing after{std::move(now.files), std::move(now.unreadable_paths)};
    if (before.is_all_gaps() || after.is_all_gaps())
        throw Failure("what has changed cannot be told: too much cannot be read");
    session.changes = compare(before, after);
    changes.entry = entry_of(std::move(session));
    co_return changes;
}

/// The summary has every name, the history the first thousand of each kind.
WorkspaceChanges changes_of_last(const Workspace& workspace, const Directory& state, const ScanRules& rules)
{
    WorkspaceChanges changes;
    FileContent found;
    std::optional<Summary> summary = read_summary_file(state, layout::kSummary, rules, found);
    if (summary) {
        changes.entry = entry_of(std::move(*summary));
    } else {
        PastSessions past = read_past_sessions(*workspace.directory);
        if (past.entries.empty() && past.problems.empty()) return changes;
        if (past.entries.empty()) throw Failure(past.problems.front());
        changes.entry = std::move(past.entries.back());
    }
    if (!changes.entry.session.changes_known)
        throw Failure("what the last session in " + workspace.slug() + " changed is not known");
    changes.since = WorkspaceChanges::Since::last;
    return changes;
}

} // namespace

Task<WorkspaceChanges> find_changes(World& world, const Workspace& workspace, ScanRules rules,
                                    std::function<void(std::size_t)> progress)
{
    const std::unique_ptr<Directory> state = open_state(*workspace.directory);
    WorkspaceChanges changes;
    if (!state) co_return changes;
    const Start start = find_start(world, *workspace.directory, *state);
    if (start.since == WorkspaceChanges::Since::never)
        changes = changes_of_last(workspace, *state, rules);
    else
        changes = co_await compare_with_start(world, workspace, *state, start, rules, progress);
    co_return changes;
}

} // namespace ctask
