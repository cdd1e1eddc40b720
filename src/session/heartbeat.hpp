// The heartbeat: a lease is kept fresh, so that others see that its session lives.
#pragma once

#include "async/combine.hpp"
#include "async/task.hpp"
#include "session/session.hpp"

#include <memory>
#include <utility>

namespace ctask {

/// Beats every 30 s, also right at the start when `child` is given, whose numbers go into the lease. Writes
/// only its own lease: one that is gone is written anew; one that has become another's is lost, which is
/// told, and the session goes on with a coexisting session's lease. A tmux session that has ended before the
/// agent is struck out. It also beats whenever the alarm is rung. Runs until cancelled, or until there is no
/// lease to keep.
Task<> keep_alive(Session& session, Claim& claim, const Child* child, Alarm& alarm);

/// Awaits `task` with the heartbeat beside it, when there is a lease to keep. What befalls the heartbeat is
/// told as trouble.
template <typename Value>
Task<Value> with_heartbeat(Session& session, Claim& claim, const Child* child, Alarm& alarm, Task<Value> task)
{
    if (!claim.lease_held) co_return co_await std::move(task);
    Troubles& troubles = session.troubles;
    const OnFailure tell = [&troubles](const std::exception_ptr& failure) {
        troubles.tell(failure, kUnprotected);
    };
    Task<> beating = keep_alive(session, claim, child, alarm);
    co_return co_await beside(std::move(task), std::move(beating), tell);
}

/// The same while there is no child, and nothing that a beat before its time would tell of.
template <typename Value>
Task<Value> with_heartbeat(Session& session, Claim& claim, Task<Value> task)
{
    const std::unique_ptr<Alarm> alarm = session.world.clock.alarm();
    co_return co_await with_heartbeat(session, claim, nullptr, *alarm, std::move(task));
}

} // namespace ctask
