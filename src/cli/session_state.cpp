// The state of a workspace's sessions in one word.
#include "cli/session_state.hpp"

#include "workspace/layout.hpp"

#include <system_error>

namespace ctask {

namespace {

std::string state_of(const std::vector<LeaseOnDisk>& leases, const Directory* state)
{
    if (!live_among(leases).empty()) return "active";
    if (!leases.empty()) return "stale";
    // A session that died between removing its lease and its start manifest, or of the earlier tool.
    return state != nullptr && state->stamp_of(layout::kStartManifest) ? "stale" : "none";
}

} // namespace

Sessions look_at_sessions(World& world, const Directory& workspace)
{
    Sessions sessions;
    try {
        const auto state = open_state(workspace);
        sessions.leases = read_leases(world, workspace);
        sessions.state = state_of(sessions.leases, state.get());
    } catch (const std::system_error& failure) {
        sessions.state = "unknown";
        sessions.problem = failure.what();
    }
    return sessions;
}

std::string session_state(World& world, const std::string& path)
{
    try {
        return look_at_sessions(world, *world.files.open_directory(path)).state;
    } catch (const std::system_error&) {
        return "unknown";
    }
}

} // namespace ctask
