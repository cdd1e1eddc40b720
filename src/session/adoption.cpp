// Adoption: look, lock, look again, write the lease, and from there on as any session.
#include "session/adoption.hpp"

#include "record/manifest.hpp"
#include "session/child.hpp"
#include "session/leases.hpp"
#include "session/own_lease.hpp"
#include "session/write_lock.hpp"

#include <algorithm>

namespace ctask {

namespace {

std::optional<LeaseOnDisk> find_orphan(Session& session, Directory& state, pid_t dead_owner)
{
    for (LeaseOnDisk& lease : read_leases_in(session.world, session.workspace(), state)) {
        const bool is_his = lease.found.lease && lease.found.lease->pid == dead_owner;
        if (is_his && lease.verdict.life == Verdict::Life::agent_only) return std::move(lease);
    }
    return std::nullopt;
}

/// The dead ctask's lease with this process in its place.
Lease taken_over(const Session& session, const Lease& orphan)
{
    Lease lease = orphan;
    lease.pid = session.world.host.pid;
    lease.pid_start = session.world.host.start_ticks;
    lease.heartbeat_at = std::chrono::floor<Seconds>(session.world.clock.now());
    if (!lease.started_at) lease.started_at = lease.heartbeat_at;
    return lease;
}

/// How long the session has run already, by the time of day, which is all there is to go by.
BootTime began_about(const World& world, const Lease& lease)
{
    const Nanoseconds since = world.clock.now() - *lease.started_at;
    return world.clock.since_boot() - std::max(Nanoseconds{0}, since);
}

/// False when the session is another's by now.
Task<bool> take_over_lease(Session& session, Claim& claim, const LeaseOnDisk& orphan)
{
    const Troubles::Hold hold(session.troubles);
    const std::unique_ptr<HeldLock> lock =
        co_await try_to_lock(session, *claim.state, orphan.session_id(), Heed::nothing, kUnprotected);
    const std::optional<LeaseOnDisk> now = find_orphan(session, *claim.state, orphan.found.lease->pid);
    if (!now || now->session_id() != orphan.session_id()) co_return false;
    claim.lease = taken_over(session, *now->found.lease);
    claim.began = began_about(session.world, claim.lease);
    claim.adopted_at = session.world.clock.now();
    claim.lease_file = now->file;
    claim.own_names = !now->owner;
    claim.manifest_file = start_manifest_of(*now);
    claim.manifest_written = claim.state->stamp_of(claim.manifest_file);
    claim.lease_held = session.troubles.attempt([&] { put_lease(claim); }, kUnprotected);
    co_return true;
}

StartState read_start(Session& session, const Claim& claim)
{
    StartState start;
    const FileContent content = claim.state->read(claim.manifest_file, kManifestLimit);
    std::string problem = content.absent() ? "is gone" : content.problem;
    if (content.present()) {
        std::optional<Manifest> manifest = parse_manifest(content.bytes, session.plan.rules, problem);
        if (manifest) start.files = Listing{std::move(manifest->files), std::move(manifest->unreadable)};
    }
    if (!start.files) session.troubles.tell(claim.state->path() + "/" + claim.manifest_file + " " + problem);
    return start;
}

} // namespace

Task<std::optional<Outcome>> adopt_session(World& world, Events& events, Plan plan, pid_t dead_owner)
{
    Session session{world, events, plan, Troubles(events)};
    Claim claim;
    claim.state = open_state(session.workspace());
    if (!claim.state) co_return std::nullopt;
    const std::optional<LeaseOnDisk> orphan = find_orphan(session, *claim.state, dead_owner);
    if (!orphan) co_return std::nullopt;
    plan.agent = orphan->found.lease->agent;
    plan.session_id = orphan->session_id();
    const bool taken = co_await take_over_lease(session, claim, *orphan);
    if (!taken) co_return std::nullopt;

    StartState start = read_start(session, claim);
    const std::unique_ptr<Child> child = world.processes.take_over(claim.lease.child_pid);
    Outcome outcome;
    outcome.ending = co_await accompany(session, claim, *child);
    co_await finish(session, claim, std::move(start), outcome);
    co_return outcome;
}

} // namespace ctask
