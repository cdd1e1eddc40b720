// The verdict on a lease. Where processes can be looked up they decide; elsewhere only the heartbeat's age
// can.
#include "session/liveness.hpp"

#include "base/time_bounds.hpp"

namespace ctask {

namespace {

/// Clocks of one machine read twice may differ by rounding alone; a heartbeat so little ahead is not from the
/// future.
constexpr Seconds kClockSlack{2};

bool is_the_process(const std::optional<ProcessFacts>& process, pid_t pid, std::uint64_t start_ticks,
                    const std::optional<WallTime>& not_later_than)
{
    if (!process || pid <= 0 || process->pid != pid) return false;
    // /proc may hide when another user's process began: then its being there is all that can be known.
    if (process->start_ticks == 0) return true;
    if (start_ticks != 0) return process->start_ticks == start_ticks;
    return not_later_than && process->started_at <= *not_later_than + kClockSlack;
}

std::optional<Nanoseconds> age_of(const std::optional<WallTime>& heartbeat, const FoundLease& found,
                                  const Sighting& sighting)
{
    if (heartbeat && *heartbeat <= sighting.now + kClockSlack)
        return std::max(Nanoseconds{0}, time_between(*heartbeat, sighting.now));
    const Nanoseconds by_file = time_between(found.modified, sighting.file_system_now);
    if (by_file + kClockSlack < Nanoseconds{0}) return std::nullopt;
    return std::max(Nanoseconds{0}, by_file);
}

bool is_fresh(const std::optional<Nanoseconds>& age)
{
    return age && *age <= kStaleAfter;
}

} // namespace

bool can_look_up(const Lease& lease, const Host& self)
{
    const auto agrees = [](const std::string& theirs, const std::string& ours) {
        return theirs.empty() || ours.empty() || theirs == ours;
    };
    // Leases of the earlier tool name the host at most; a boot id that agrees says more than a host name.
    if (!lease.boot_id.empty() && !self.boot_id.empty())
        return lease.boot_id == self.boot_id && agrees(lease.pid_namespace, self.pid_namespace);
    return agrees(lease.hostname, self.hostname) && agrees(lease.pid_namespace, self.pid_namespace);
}

/// The number alone is compared: the same directory may show under another device where it is mounted twice.
bool FoundLease::came_with_a_copy() const
{
    return lease && lease->workspace_inode != 0 && workspace_inode != 0 &&
           lease->workspace_inode != workspace_inode;
}

Verdict judge(const FoundLease& found, const Host& self, const Sighting& sighting)
{
    using Life = Verdict::Life;
    Verdict verdict;
    if (!found.lease) {
        verdict.heartbeat_age = age_of(std::nullopt, found, sighting);
        verdict.life = is_fresh(verdict.heartbeat_age) ? Life::unknown : Life::stale;
        return verdict;
    }
    const Lease& lease = *found.lease;
    verdict.heartbeat_age = age_of(lease.heartbeat_at, found, sighting);
    const bool other_boot = !lease.boot_id.empty() && !self.boot_id.empty() && lease.boot_id != self.boot_id;
    const bool same_machine = !lease.hostname.empty() && lease.hostname == self.hostname;
    const bool same_namespace = lease.pid_namespace.empty() || lease.pid_namespace == self.pid_namespace;
    if (can_look_up(lease, self)) {
        verdict.certain = true;
        if (found.came_with_a_copy()) return verdict;
        const std::optional<WallTime> heartbeat = lease.heartbeat_at ? lease.heartbeat_at : found.modified;
        if (is_the_process(sighting.owner, lease.pid, lease.pid_start, heartbeat))
            verdict.life = Life::live;
        else if (lease.child_start != 0 &&
                 is_the_process(sighting.child, lease.child_pid, lease.child_start, std::nullopt))
            verdict.life = Life::agent_only;
        return verdict;
    }
    // Another boot of this very machine: whatever ran then is gone, however fresh its heartbeat looks.
    if (other_boot && same_machine && same_namespace) {
        verdict.certain = true;
        return verdict;
    }
    // A clock that is behind ours dates its heartbeats back; that it wrote one just now shows in the file.
    const std::optional<Nanoseconds> by_file = age_of(std::nullopt, found, sighting);
    if (!is_fresh(verdict.heartbeat_age) && is_fresh(by_file)) verdict.heartbeat_age = by_file;
    verdict.life = is_fresh(verdict.heartbeat_age) ? Life::live : Life::stale;
    return verdict;
}

} // namespace ctask
