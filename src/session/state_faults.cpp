// Looks without the lock; mends under it.
#include "session/state_faults.hpp"

#include "base/time_bounds.hpp"
#include "session/recovery.hpp"
#include "session/session_id.hpp"
#include "session/stillness.hpp"
#include "workspace/layout.hpp"
#include "world/temporary_names.hpp"

#include <functional>

namespace ctask {

namespace {

/// The write lock is held for milliseconds, and touched by whoever has it for over three seconds.
constexpr Seconds kOldLock{10};
constexpr mode_t kOfOthers = 077;

/// Calls back for each part of the state that should be private, by its name in `.ctask`, until that returns
/// false.
void each_private(const Directory& state,
                  const std::function<bool(const std::string&, const FileStamp&)>& each)
{
    for (const std::string& directory : {std::string(), layout::kCoexisting}) {
        for (const std::string& name : state.names(directory)) {
            const std::string file = directory.empty() ? name : directory + "/" + name;
            const std::optional<FileStamp> stamp = state.stamp_of(file);
            const bool is_ours = stamp && stamp->owner == state.stamp().owner &&
                                 (stamp->kind == FileKind::regular || stamp->kind == FileKind::directory);
            if (is_ours && !each(file, *stamp)) return;
        }
    }
}

bool is_open_to_others(const Directory& state)
{
    bool open = (state.stamp().mode & kOfOthers) != 0;
    if (!open)
        each_private(state, [&open](const std::string&, const FileStamp& stamp) {
            open = (stamp.mode & kOfOthers) != 0;
            return !open;
        });
    return open;
}

void close_to_others(Directory& workspace, Directory& state)
{
    workspace.set_mode(layout::kState, kPrivateDirectory);
    each_private(state, [&state](const std::string& name, const FileStamp& stamp) {
        if ((stamp.mode & kOfOthers) != 0) state.set_mode(name, stamp.mode & ~kOfOthers);
        return true;
    });
}

std::size_t count_half_written(const Directory& directory, const std::string& subdirectory,
                               std::string_view leaf, WallTime now)
{
    const auto is_old = [&](const std::string& name) {
        const auto stamp = directory.stamp_of(subdirectory.empty() ? name : subdirectory + "/" + name);
        return stamp && time_between(stamp->modified, now) > kOldLock;
    };
    std::size_t count = 0;
    for (const std::string& name : directory.names(subdirectory))
        if (is_temporary_name(name, leaf) && is_old(name)) ++count;
    return count;
}

/// As sweep_half_written() sweeps it.
std::size_t count_half_written(const Directory& workspace, const Directory& state, WallTime now)
{
    std::size_t count = 0;
    for (const std::string_view name : kRewritten) count += count_half_written(workspace, {}, name, now);
    for (const std::string& directory : {std::string(), layout::kCoexisting, layout::kShell})
        count += count_half_written(state, directory, {}, now);
    return count;
}

std::vector<UnusableFile> find_unusable(const Directory& workspace)
{
    std::vector<UnusableFile> found;
    std::vector<std::string> names = {layout::kSessionsLog};
    for (const std::string& name :
         {layout::kHistory, layout::kSummary, layout::kStartManifest, layout::kLease, layout::kWriteLock})
        names.push_back(layout::kState + "/" + name);
    for (const std::string& name : names)
        if (auto file = look_whether_unusable(workspace, name)) found.push_back(std::move(*file));
    return found;
}

std::vector<Lease> find_agents_only(const std::vector<LeaseOnDisk>& leases)
{
    std::vector<Lease> alone;
    for (const LeaseOnDisk& lease : leases)
        if (lease.verdict.life == Verdict::Life::agent_only) alone.push_back(*lease.found.lease);
    return alone;
}

} // namespace

StateFaults find_faults(World& world, const Directory& workspace)
{
    StateFaults found;
    try {
        const std::unique_ptr<Directory> state = open_state(workspace);
        if (!state) return found;
        found.interrupted = count_interrupted(world, workspace);
        const std::optional<FileStamp> lock = state->stamp_of(layout::kWriteLock);
        found.old_lock = lock && time_between(lock->modified, world.clock.now()) > kOldLock;
        found.half_written = count_half_written(workspace, *state, world.clock.now());
        found.open_to_others = is_open_to_others(*state);
        found.unusable = find_unusable(workspace);
        found.agents_only = find_agents_only(look_at_leases(world, workspace));
    } catch (const std::system_error& failure) {
        found.problem = failure.what();
    }
    return found;
}

Task<> mend_faults(World& world, Events& events, Workspace workspace, ScanRules rules)
{
    Plan plan;
    plan.workspace = std::move(workspace);
    plan.rules = std::move(rules);
    plan.session_id = make_session_id(world.host(), world.clock.now());
    Session session{world, events, plan, Troubles(events)};
    co_await recover_interrupted(session);

    std::exception_ptr failure;
    try {
        // Whoever gets the lock has broken the one of a dead holder, and gives it back.
        Stillness still = co_await hold_still(world, session.workspace());
        if (is_open_to_others(*still.state)) close_to_others(session.workspace(), *still.state);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) session.troubles.tell(failure);
}

} // namespace ctask
