// Reading and judging the leases of a workspace.
#include "session/leases.hpp"

#include "base/time_bounds.hpp"
#include "workspace/layout.hpp"

#include <functional>
#include <system_error>

namespace ctask {

namespace {

/// What the file system that holds the leases says the time is.
using FileSystemNow = std::function<WallTime()>;

Sighting look_at(World& world, const FoundLease& found, const FileSystemNow& file_system_now)
{
    Sighting sighting;
    sighting.now = world.clock.now();
    sighting.file_system_now = sighting.now;
    if (!found.lease || !can_look_up(*found.lease, world.host())) {
        // Asking costs a file: only where the lease's own time does not show that it is alive.
        const auto heartbeat = found.lease ? found.lease->heartbeat_at : std::nullopt;
        const bool is_fresh =
            heartbeat && *heartbeat <= sighting.now && time_between(*heartbeat, sighting.now) <= kStaleAfter;
        if (!is_fresh) sighting.file_system_now = file_system_now();
        return sighting;
    }
    if (found.lease->pid > 0) sighting.owner = world.processes.find(found.lease->pid);
    if (found.lease->child_pid > 0) sighting.child = world.processes.find(found.lease->child_pid);
    return sighting;
}

class LeaseReader {
  public:
    LeaseReader(World& world, std::uint64_t workspace_inode, const Directory& state, FileSystemNow now)
        : world_(world), workspace_inode_(workspace_inode), state_(state), file_system_now_(std::move(now))
    {
    }

    std::vector<LeaseOnDisk> read_all()
    {
        read_one(layout::kLease, true);
        for (const std::string& name : coexisting_names(state_))
            if (is_lease_name(name)) read_one(layout::kCoexisting + "/" + name, false);
        return std::move(leases_);
    }

  private:
    static bool is_lease_name(const std::string& name)
    {
        return name.size() > 5 && name.front() != '.' && name.ends_with(".json");
    }

    void read_one(const std::string& file, bool owner)
    {
        const FileContent content = state_.read(file, kLeaseLimit);
        if (content.absent()) return;
        LeaseOnDisk lease;
        lease.file = file;
        lease.stamp = content.stamp;
        lease.owner = owner;
        lease.found.modified = content.stamp.modified;
        lease.found.workspace_inode = workspace_inode_;
        if (content.present())
            lease.found.lease = parse_lease(content.bytes, lease.found.problem);
        else {
            lease.found.problem = content.problem;
            lease.irregular = content.stamp.kind != FileKind::regular;
        }
        lease.verdict = judge(lease.found, world_.host(), look_at(world_, lease.found, file_system_now_));
        leases_.push_back(std::move(lease));
    }

    World& world_;
    std::uint64_t workspace_inode_;
    const Directory& state_;
    FileSystemNow file_system_now_;
    std::vector<LeaseOnDisk> leases_;
};

} // namespace

std::unique_ptr<Directory> open_state(const Directory& workspace)
{
    if (!workspace.stamp_of(layout::kState)) return nullptr;
    return workspace.open(layout::kState);
}

std::unique_ptr<Directory> ensure_state(Directory& workspace)
{
    if (!workspace.stamp_of(layout::kState)) workspace.make_directory(layout::kState, kPrivateDirectory);
    return workspace.open(layout::kState);
}

std::vector<std::string> coexisting_names(const Directory& state)
{
    try {
        return state.names(layout::kCoexisting);
    } catch (const std::system_error&) {
        return {};
    }
}

/// `sessions/ID.json` belongs to `sessions/ID.manifest-start`.
std::string start_manifest_of(const LeaseOnDisk& lease)
{
    if (lease.owner) return layout::kStartManifest;
    return lease.file.substr(0, lease.file.size() - std::string(".json").size()) + layout::kManifestSuffix;
}

std::vector<LeaseOnDisk> read_leases(World& world, const Directory& workspace, Directory& state)
{
    const auto ask = [&world, &state] {
        try {
            return state.now_by_file_system();
        } catch (const std::system_error&) {
            return world.clock.now();
        }
    };
    return LeaseReader(world, workspace.stamp().inode, state, ask).read_all();
}

std::vector<LeaseOnDisk> look_at_leases(World& world, std::uint64_t workspace_inode, const Directory& state)
{
    return LeaseReader(world, workspace_inode, state, [&world] { return world.clock.now(); }).read_all();
}

std::vector<LeaseOnDisk> look_at_leases(World& world, const Directory& workspace)
{
    try {
        const auto state = open_state(workspace);
        if (state) return look_at_leases(world, workspace.stamp().inode, *state);
    } catch (const std::system_error&) {
        // An inspection says what it can see; a session that needs the directory tells of it itself.
    }
    return {};
}

std::vector<LeaseOnDisk> live_among(const std::vector<LeaseOnDisk>& leases)
{
    std::vector<LeaseOnDisk> live;
    for (const LeaseOnDisk& lease : leases)
        if (lease.verdict.is_live()) live.push_back(lease);
    return live;
}

} // namespace ctask
