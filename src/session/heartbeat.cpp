// Beats by the clock that goes on during a suspend; each is one write under the lock.
#include "session/heartbeat.hpp"

#include "session/own_lease.hpp"
#include "session/write_lock.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// After a beat that failed; well before another host would take the lease for stale.
constexpr Seconds kRetryAfter{5};
/// After a hang-up: tmux closes a pane's terminal a moment after the kernel has told of the pane's death.
constexpr Seconds kLookAgain{1};

/// An agent that lets the hang-up of its pane pass has no tmux session any more.
void strike_out_tmux(const World& world, Lease& lease)
{
    if (lease.tmux.session.empty() || !world.terminal.has_hung_up()) return;
    lease.tmux = {};
    lease.tmux_session_ended = true;
}

/// False when it must be tried again soon.
Task<bool> beat(Session& session, Claim& claim)
{
    const Troubles::Hold hold(session.troubles);
    if (!renew_state(session, claim)) co_return false;
    const std::unique_ptr<HeldLock> lock =
        co_await lock_or_tell(session, *claim.state, claim.lease.session_id, Heed::nothing, kUnprotected);
    if (!lock) co_return false;
    claim.lease.heartbeat_at = whole_seconds(session.world.clock.now());
    strike_out_tmux(session.world, claim.lease);
    if (yield_if_lost(session, claim)) co_return true;
    const auto put = [&] { put_lease(claim); };
    co_return session.troubles.attempt(put, kUnprotected);
}

} // namespace

Task<> keep_alive(Session& session, Claim& claim, const Child* child, Alarm& alarm)
{
    World& world = session.world;
    BootTime next = world.clock.since_boot();
    if (child) {
        claim.lease.child_pid = child->pid();
        claim.lease.child_start = child->start_ticks();
    } else {
        next += kHeartbeatInterval;
    }
    while (claim.lease_held) {
        const bool rang = co_await alarm.sleep_until(next);
        if (!rang) co_return;
        const bool was_due = world.clock.since_boot() >= next;
        const bool beaten = co_await beat(session, claim);
        const BootTime now = world.clock.since_boot();
        // After a suspend the beats that were missed are not made up for; one before its time takes no
        // other's place.
        if (!beaten)
            next = now + kRetryAfter;
        else if (was_due)
            next = (now < next + kHeartbeatInterval ? next : now) + kHeartbeatInterval;
        else if (!claim.lease.tmux.session.empty())
            next = std::min(next, now + kLookAgain);
    }
}

} // namespace ctask
