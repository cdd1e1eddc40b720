// Step 7 of a session: the child, with signals passed on and its stops followed, until it has ended.
#pragma once

#include "async/task.hpp"
#include "session/ending.hpp"
#include "session/session.hpp"

#include <functional>

namespace ctask {

/// Follows a child until it has ended: passes signals on, follows its stops, and stops it once `timeout` has
/// passed. `on_hang_up`, when there is such, is called at every HUP. Nothing cancels this.
Task<Ending> watch_child(World& world, Troubles& troubles, Child& child, std::optional<Nanoseconds> timeout,
                         std::function<void()> on_hang_up);
/// The same for the session's agent, with the heartbeat beside it.
Task<Ending> accompany(Session& session, Claim& claim, Child& child);

/// Starts the agent and completes when it has ended. The heartbeat beats beside it. A command that cannot be
/// started is an ending too. The terminal is given back as it was. Nothing cancels this: signals reach the
/// child as ctask(1) says under SIGNALS.
Task<Ending> run_child(Session& session, Claim& claim);

} // namespace ctask
