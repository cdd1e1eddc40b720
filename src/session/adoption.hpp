// Taking over a session whose ctask has died while its agent lives.
#pragma once

#include "session/leases.hpp"
#include "session/run.hpp"

#include <functional>
#include <memory>

namespace ctask {

/// For a process that `adopt_orphans` has made the parent of whatever a dead ctask left: when the lease of
/// `dead_owner` names an agent that lives, this process becomes its ctask. Under the write lock the lease
/// gets this process's numbers; the agent is accompanied to its end and the session settled as `adopted`.
/// Nothing when there is no such lease or no such agent, or when the session is another's by now. The plan's
/// agent and session id are the lease's.
Task<std::optional<Outcome>> adopt_session(World& world, Events& events, Plan plan, pid_t dead_owner);

/// What a session lives in whose processes are nobody's children here.
class Dwelling {
  public:
    virtual ~Dwelling() = default;
    /// A process of the session that lives; null when it has none any more, and has ended.
    virtual Task<std::unique_ptr<Stranger>> resident() = 0;
};

/// The same for the session of the plan's id, in a dwelling: it is the plan's mode and tmux session that go
/// into the lease, and signals that are sent to this process are passed on to the resident. How the session
/// ends cannot be seen, only that it has. `adopted` is called once the lease says whose it is; where it
/// cannot be written nothing is adopted, and the trouble is told.
Task<std::optional<Outcome>> adopt_from_outside(World& world, Events& events, Plan plan, Dwelling& dwelling,
                                                std::function<void()> adopted);

/// Whether it is a lease, of this machine, of a session that ran in tmux and whose ctask has died. Its agent
/// may live: the earlier tool's leases do not name it.
bool is_orphan_in_tmux(const LeaseOnDisk& lease, const Host& self);

} // namespace ctask
