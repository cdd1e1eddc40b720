// Going up from this process to see whether it lies in a session.
#include "session/surroundings.hpp"

namespace ctask {

namespace {

/// Processes are not nested deeper; a number that was reused meanwhile might lead in a circle.
constexpr int kDeepest = 1000;

bool descends_from(const World& world, pid_t ancestor)
{
    std::optional<ProcessFacts> process = world.processes.find(world.host().pid);
    for (int depth = 0; process && process->parent > 0 && depth < kDeepest; ++depth) {
        if (process->parent == ancestor) return true;
        process = world.processes.find(process->parent);
    }
    return false;
}

} // namespace

bool is_within(World& world, const LeaseOnDisk& on_disk)
{
    if (!on_disk.found.lease) return false;
    const Lease& lease = *on_disk.found.lease;
    if (!on_disk.verdict.certain) return world.environment.get_or("CTASK_SESSION_ID", "") == lease.session_id;
    const bool agent_only = on_disk.verdict.life == Verdict::Life::agent_only;
    if (!agent_only && descends_from(world, lease.pid)) return true;
    // An adopted session does not descend from its ctask.
    return lease.child_pid > 0 && descends_from(world, lease.child_pid);
}

} // namespace ctask
