// The lease under the lock, the heartbeat, the release.
#include "session/lease_keeping.hpp"

#include "session/leases.hpp"
#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {

namespace {

WallTime to_seconds(WallTime time)
{
    return std::chrono::floor<Seconds>(time);
}

/// Containers share host names and pids start anew in each: an id may be taken.
std::string unique_id(const std::string& wanted, const std::vector<LeaseOnDisk>& leases)
{
    std::string id = wanted;
    const auto is_taken = [&id](const LeaseOnDisk& lease) { return lease.session_id() == id; };
    for (int n = 2; std::any_of(leases.begin(), leases.end(), is_taken); ++n)
        id = wanted + "-" + std::to_string(n);
    return id;
}

void write(Directory& state, const std::string& file, const Lease& lease)
{
    const auto produce = [&lease](ByteSink& sink) { write_lease(sink, lease); };
    state.write(file, produce, Durability::buffered, kPrivateFile);
}

/// The id on disk in the place of our lease; nothing when no lease that can be read lies there.
std::optional<std::string> id_on_disk(const Claim& claim)
{
    const FileContent content = claim.state->read(claim.lease_file, kLeaseLimit);
    std::string problem;
    const std::optional<Lease> lease = content.present() ? parse_lease(content.bytes, problem) : std::nullopt;
    return lease ? std::optional(lease->session_id) : std::nullopt;
}

Task<> beat(Session& session, Claim& claim)
{
    const std::unique_ptr<HeldLock> lock =
        co_await try_to_lock(session, *claim.state, claim.lease.session_id);
    if (!lock) co_return;
    const std::optional<std::string> id = id_on_disk(claim);
    if (id && *id != claim.lease.session_id) {
        claim.lease_held = false;
        session.events.tell(LeaseLost{*id});
        co_return;
    }
    claim.lease.heartbeat_at = to_seconds(session.world.clock.now());
    session.troubles.attempt([&] { write(*claim.state, claim.lease_file, claim.lease); }, kUnprotected);
}

} // namespace

Lease new_lease(const Session& session, const std::string& session_id)
{
    const Host& host = session.world.host;
    Lease lease;
    lease.session_id = session_id;
    lease.pid = host.pid;
    lease.pid_start = host.start_ticks;
    lease.hostname = host.hostname;
    lease.boot_id = host.boot_id;
    lease.pid_namespace = host.pid_namespace;
    lease.user = host.user;
    lease.agent = session.plan.agent;
    lease.mode = session.plan.mode;
    lease.started_at = lease.heartbeat_at = to_seconds(session.world.clock.now());
    lease.version = CTASK_VERSION;
    return lease;
}

Task<bool> take_lease(Session& session, Claim& claim, bool beside)
{
    const std::string wanted = session.plan.session_id;
    const std::unique_ptr<HeldLock> lock = co_await try_to_lock(session, *claim.state, wanted);
    const std::vector<LeaseOnDisk> leases = read_leases_in(session.world, *claim.state);
    const std::vector<LeaseOnDisk> live = live_among(leases);
    if (!live.empty() && !beside) co_return false;

    claim.beside_another = !live.empty();
    const bool owned = !live.empty() && live.front().owner;
    claim.lease = new_lease(session, unique_id(wanted, leases));
    claim.coexisting = owned || !lock;
    claim.lease_file = claim.coexisting ? layout::coexisting_lease(claim.lease.session_id) : layout::kLease;
    claim.manifest_file =
        claim.coexisting ? layout::coexisting_manifest(claim.lease.session_id) : layout::kStartManifest;
    const auto put = [&] {
        if (claim.coexisting) claim.state->make_directory(layout::kCoexisting, kPrivateDirectory);
        write(*claim.state, claim.lease_file, claim.lease);
    };
    claim.lease_held = session.troubles.attempt(put, kUnprotected);
    co_return true;
}

Task<> keep_alive(Session& session, Claim& claim, const Child* child)
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
        co_await world.clock.sleep_until(next);
        co_await beat(session, claim);
        // After a suspend the beats that were missed are not made up for.
        next = std::max(next, world.clock.since_boot() - kHeartbeatInterval) + kHeartbeatInterval;
    }
}

void release(Session& session, Claim& claim)
{
    if (!claim.state) return;
    session.troubles.attempt([&] {
        if (claim.lease_held && id_on_disk(claim) == claim.lease.session_id)
            claim.state->remove(claim.lease_file);
        claim.lease_held = false;
    });
    session.troubles.attempt([&] {
        if (!claim.manifest_written) return;
        const auto stamp = claim.state->stamp_of(claim.manifest_file);
        if (stamp && stamp->same_file(*claim.manifest_written)) claim.state->remove(claim.manifest_file);
        claim.manifest_written.reset();
    });
}

} // namespace ctask
