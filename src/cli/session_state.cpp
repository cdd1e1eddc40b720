// The state of a workspace's sessions in one word.
#include "cli/session_state.hpp"

#include "workspace/layout.hpp"

#include <system_error>

namespace ctask {

std::string session_state(const std::vector<LeaseOnDisk>& leases, const Directory& workspace)
{
    if (!live_among(leases).empty()) return "active";
    if (!leases.empty()) return "stale";
    // A session that died between removing its lease and its start manifest, or of the earlier tool.
    return workspace.stamp_of(layout::kState + "/" + layout::kStartManifest) ? "stale" : "none";
}

std::string session_state(World& world, const std::string& path)
{
    try {
        auto workspace = world.files.open_directory(path);
        return session_state(read_leases(world, *workspace), *workspace);
    } catch (const std::system_error&) {
        return "none";
    }
}

} // namespace ctask
