// Is the session of this lease alive? What ctask-files(5) says under "Leases", as a pure function.
#pragma once

#include "base/times.hpp"
#include "record/lease.hpp"
#include "world/host.hpp"
#include "world/processes.hpp"

#include <optional>

namespace ctask {

/// What was found on disk in the place of a lease.
struct FoundLease {
    /// Nothing when the file could not be read as one: torn, empty, a link; `problem` then says why.
    std::optional<Lease> lease;
    std::string problem;
    /// Of the file, by its file system's clock.
    WallTime modified{};
    /// Of the workspace that it was found in; 0 when that is not known.
    std::uint64_t workspace_inode = 0;

    /// Whether its session runs in the workspace that this one was copied from.
    bool came_with_a_copy() const;
};

/// What was seen of the world for judging it.
struct Sighting {
    WallTime now{};
    /// By the clock of the file system that the lease lies on; `now` where that could not be asked.
    WallTime file_system_now{};
    /// The processes that have the lease's numbers at present.
    std::optional<ProcessFacts> owner;
    std::optional<ProcessFacts> child;
};

struct Verdict {
    enum class Life {
        live,
        /// ctask itself is gone, its agent still runs: live.
        agent_only,
        stale,
        /// Nothing in the file can be believed, and it is too young to be called stale: live.
        unknown,
    };
    Life life = Life::stale;
    /// Whether processes were looked at; otherwise only the age of the heartbeat speaks.
    bool certain = false;
    /// Since the last heartbeat; nothing when the lease has none that can be believed.
    std::optional<Nanoseconds> heartbeat_age;

    bool is_live() const { return life != Life::stale; }
};

/// Between two heartbeats.
inline constexpr Seconds kHeartbeatInterval{30};
/// A lease on another host or in another pid namespace is stale when its heartbeat is older; so is one that
/// cannot be read, by its mtime.
inline constexpr Seconds kStaleAfter{60};

/// Whether the lease's processes can be looked up here: same boot and pid namespace, as far as the lease
/// says.
bool can_look_up(const Lease& lease, const Host& self);
Verdict judge(const FoundLease& found, const Host& self, const Sighting& sighting);

} // namespace ctask
