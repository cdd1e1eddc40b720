// The state of a workspace's sessions in one word.
#include "cli/session_state.hpp"

#include "workspace/layout.hpp"

#include <system_error>

namespace ctask {

namespace {

std::string state_of(const std::vector<LeaseOnDisk>& leases, const Directory& state)
{
    if (!live_among(leases).empty()) return "active";
    if (!leases.empty()) return "stale";
    // A session that died between removing its lease and its start manifest, or of the earlier tool.
    return state.stamp_of(layout::kStartManifest) ? "stale" : "none";
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
        sessions.state = state_of(sessions.leases, *state);
    } catch (const std::system_error& failure) {
        sessions.state = "unknown";
        sessions.problem = failure.what();
    }
    return sessions;
}

} // namespace ctask
