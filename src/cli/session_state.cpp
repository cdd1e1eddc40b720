// The state of a workspace's sessions in one word.
#include "cli/session_state.hpp"

#include "workspace/layout.hpp"

#include <algorithm>
#include <system_error>

namespace ctask {

namespace {

void judge(Sessions& sessions, const Directory& state)
{
    using Life = Verdict::Life;
    const std::vector<LeaseOnDisk> live = live_among(sessions.leases);
    const auto is_known = [](const LeaseOnDisk& lease) { return lease.verdict.life != Life::unknown; };
    if (std::any_of(live.begin(), live.end(), is_known)) {
        sessions.state = "active";
    } else if (!live.empty()) {
        sessions.state = "unknown";
        sessions.problem = state.path_of(live.front().file) + " " + live.front().found.problem;
    } else {
        // Without a lease: a session that died between removing it and its start manifest, or of the earlier
        // tool.
        const bool cut_off = !sessions.leases.empty() || state.stamp_of(layout::kStartManifest);
        sessions.state = cut_off ? "stale" : "none";
    }
}

} // namespace

Sessions look_at_sessions(World& world, const Directory& workspace)
{
    return look_at_sessions(world, workspace, {});
}

Sessions look_at_sessions(World& world, const Directory& above, const std::string& workspace)
{
    Sessions sessions;
    sessions.state = "none";
    const std::string name = workspace.empty() ? layout::kState : workspace + "/" + layout::kState;
    try {
        if (!above.stamp_of(name)) return sessions;
        const std::unique_ptr<Directory> state = above.open(name);
        const FileStamp stamp =
            workspace.empty() ? above.stamp() : above.stamp_of(workspace).value_or(FileStamp());
        sessions.leases = look_at_leases(world, stamp.inode, *state);
        judge(sessions, *state);
    } catch (const std::system_error& failure) {
        sessions.state = "unknown";
        sessions.problem = failure.what();
    }
    return sessions;
}

} // namespace ctask
