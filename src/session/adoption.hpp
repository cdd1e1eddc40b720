// Taking over a session whose ctask has died while its agent lives.
#pragma once

#include "session/run.hpp"

namespace ctask {

/// For a process that `adopt_orphans` has made the parent of whatever a dead ctask left: when the lease of
/// `dead_owner` names an agent that lives, this process becomes its ctask. Under the write lock the lease
/// gets this process's numbers; the agent is accompanied to its end and the session settled as `adopted`.
/// Nothing when there is no such lease or no such agent, or when the session is another's by now. The plan's
/// agent and session id are the lease's.
Task<std::optional<Outcome>> adopt_session(World& world, Events& events, Plan plan, pid_t dead_owner);

} // namespace ctask
