// Adoption: look, lock, look again, write the lease, and from there on as any session.
#include "session/adoption.hpp"

#include "async/combine.hpp"
#include "record/manifest.hpp"
#include "session/child.hpp"
#include "session/heartbeat.hpp"
#include "session/lease_taking.hpp"
#include "session/own_lease.hpp"
#include "session/settle.hpp"
#include "session/signal_policy.hpp"
#include "session/write_lock.hpp"

#include <algorithm>

namespace ctask {

namespace {

using IsOrphan = std::function<bool(const LeaseOnDisk&)>;

std::optional<LeaseOnDisk> find_orphan(Session& session, Directory& state, const IsOrphan& is_orphan)
{
    for (LeaseOnDisk& lease : read_leases(session.world, session.workspace(), state))
        if (lease.found.lease && is_orphan(lease)) return std::move(lease);
    return std::nullopt;
}

/// The dead ctask's lease with this process in its place. What the earlier tool's do not say is added.
Lease taken_over(const Session& session, const Lease& orphan, const Stranger* resident)
{
    Lease lease = orphan;
    name_this_ctask(session, lease);
    if (!lease.started_at) lease.started_at = lease.heartbeat_at;
    if (!resident) return lease;
    lease.child_pid = resident->pid();
    lease.child_start = resident->start_ticks();
    lease.tmux = session.plan.tmux;
    return lease;
}

/// How long the session has run already, by the time of day, which is all there is to go by.
BootTime began_about(const World& world, const Lease& lease)
{
    const Nanoseconds since = world.clock.now() - *lease.started_at;
    return world.clock.since_boot() - std::max(Nanoseconds{0}, since);
}

/// False when the session is another's by now, or has ended.
Task<bool> take_over_lease(Session& session, Claim& claim, IsOrphan is_orphan, const Stranger* resident)
{
    const Troubles::Hold hold(session.troubles);
    const std::string& id = session.plan.session_id;
    const std::unique_ptr<HeldLock> lock =
        co_await lock_or_tell(session, *claim.state, id, Heed::nothing, kUnprotected);
    // Without the lock two might adopt from outside; from inside there is one alone who can.
    if (resident && !lock) co_return false;
    const std::optional<LeaseOnDisk> now = find_orphan(session, *claim.state, is_orphan);
    if (!now || now->session_id() != id || (resident && resident->has_ended())) co_return false;
    claim.lease = taken_over(session, *now->found.lease, resident);
    claim.began = began_about(session.world, claim.lease);
    claim.adopted_at = session.world.clock.now();
    claim.lease_file = now->file;
    claim.own_names = !now->owner;
    claim.manifest_file = start_manifest_of(*now);
    claim.lease_held = session.troubles.attempt([&] { put_lease(claim); }, kUnprotected);
    co_return true;
}

/// The start manifest of the dead ctask's. One that another session has left in its place is let be.
std::optional<Listing> read_start(Session& session, Claim& claim)
{
    std::string problem;
    std::optional<Manifest> manifest =
        read_manifest_file(*claim.state, claim.manifest_file, session.plan.rules, problem);
    const bool is_theirs =
        manifest && !manifest->session_id.empty() && manifest->session_id != claim.lease.session_id;
    if (is_theirs) return std::nullopt;
    claim.manifest_written = claim.state->stamp_of(claim.manifest_file);
    if (manifest) return Listing{std::move(manifest->files), std::move(manifest->unreadable)};
    session.troubles.tell_bad_file(*claim.state, claim.manifest_file, problem.empty() ? "is gone" : problem);
    return std::nullopt;
}

/// A script may treat this process as the agent.
Task<> pass_on_signals(World& world, Stranger& resident)
{
    for (;;) {
        while (const auto signal = world.signals.take()) {
            const SignalScene scene{signal->number, Origin::process, false, false, false};
            const bool was_sent = signal->sender == Sender::process;
            if (was_sent && react(scene) == Reaction::forward) resident.send(signal->number);
        }
        co_await world.signals.ready();
    }
}

/// The next resident; null also when nobody can tell.
Task<std::unique_ptr<Stranger>> another_resident(Dwelling& dwelling)
{
    try {
        co_return co_await dwelling.resident();
    } catch (const std::exception&) {
        // Whom the session was known by has ended, and with it what can be known.
        co_return nullptr;
    }
}

Task<Ending> see_out(World& world, Claim& claim, Dwelling& dwelling, std::unique_ptr<Stranger> resident)
{
    Ending ending;
    ending.kind = Ending::Kind::unknown;
    while (resident) {
        claim.lease.child_pid = resident->pid();
        claim.lease.child_start = resident->start_ticks();
        co_await first_of(resident->ended(), pass_on_signals(world, *resident));
        resident = co_await another_resident(dwelling);
    }
    ending.ran = world.clock.since_boot() - claim.began;
    co_return ending;
}

/// The orphan, when there is one; the plan gets its agent and id.
std::optional<LeaseOnDisk> begin_adoption(Session& session, Claim& claim, Plan& plan,
                                          const IsOrphan& is_orphan)
{
    claim.state = open_state(session.workspace());
    if (!claim.state) return std::nullopt;
    std::optional<LeaseOnDisk> orphan = find_orphan(session, *claim.state, is_orphan);
    if (!orphan) return std::nullopt;
    plan.agent = orphan->found.lease->agent;
    if (plan.agent.empty()) plan.agent = plan.workspace.task.agent.name();
    plan.session_id = orphan->session_id();
    return orphan;
}

} // namespace

bool is_orphan_in_tmux(const LeaseOnDisk& lease, const Host& self)
{
    using Life = Verdict::Life;
    const bool is_dead = lease.verdict.life == Life::stale || lease.verdict.life == Life::agent_only;
    return is_dead && lease.found.lease && lease.found.lease->mode == kPersistent &&
           can_look_up(*lease.found.lease, self) && !lease.found.came_with_a_copy();
}

Task<std::optional<Outcome>> adopt_session(World& world, Events& events, Plan plan, pid_t dead_owner)
{
    Session session{world, events, plan, Troubles(events)};
    Claim claim;
    const IsOrphan is_orphan = [dead_owner](const LeaseOnDisk& lease) {
        return lease.found.lease->pid == dead_owner && lease.verdict.life == Verdict::Life::agent_only;
    };
    if (!begin_adoption(session, claim, plan, is_orphan)) co_return std::nullopt;
    const bool taken = co_await take_over_lease(session, claim, is_orphan, nullptr);
    if (!taken) co_return std::nullopt;

    std::optional<Listing> before = read_start(session, claim);
    const Nanoseconds ran = world.clock.since_boot() - claim.began;
    if (plan.timeout) plan.timeout = std::max(Nanoseconds{0}, *plan.timeout - ran);
    const std::unique_ptr<Child> child = world.processes.take_over(claim.lease.child_pid);
    Outcome outcome;
    outcome.ending = co_await accompany(session, claim, *child);
    co_await finish(session, claim, std::move(before), outcome);
    co_return outcome;
}

Task<std::optional<Outcome>> adopt_from_outside(World& world, Events& events, Plan plan, Dwelling& dwelling,
                                                std::function<void()> adopted)
{
    Session session{world, events, plan, Troubles(events)};
    Claim claim;
    const std::string id = plan.session_id;
    const IsOrphan is_orphan = [id, &world](const LeaseOnDisk& lease) {
        return lease.session_id() == id && is_orphan_in_tmux(lease, world.host());
    };
    if (!begin_adoption(session, claim, plan, is_orphan)) co_return std::nullopt;
    std::unique_ptr<Stranger> resident = co_await dwelling.resident();
    if (!resident) co_return std::nullopt;
    const bool taken = co_await take_over_lease(session, claim, is_orphan, resident.get());
    if (!taken || !claim.lease_held) co_return std::nullopt;
    adopted();

    std::optional<Listing> before = read_start(session, claim);
    Outcome outcome;
    Task<Ending> seeing = see_out(world, claim, dwelling, std::move(resident));
    outcome.ending = co_await with_heartbeat(session, claim, std::move(seeing));
    outcome.summary = co_await settle(session, claim, std::move(before), outcome.ending);
    co_return outcome;
}

} // namespace ctask
