// The lease under the lock, the heartbeat, the release.
#include "session/lease_keeping.hpp"

#include "async/combine.hpp"
#include "base/error.hpp"
#include "session/remains.hpp"
#include "session/sweeping.hpp"
#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// After a beat that failed; well before another host would take the lease for stale.
constexpr Seconds kRetryAfter{5};

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

/// Whoever renames or removes a workspace holds the lock too. When that was first, the path by which the
/// session would name its workspace means nothing any more, or something else.
bool has_moved(const Session& session)
{
    const std::string& path = session.plan.workspace.path;
    try {
        return !session.world.files.open_directory(path)->stamp().same_file(session.workspace().stamp());
    } catch (const std::system_error& failure) {
        return failure.code() == std::errc::no_such_file_or_directory ||
               failure.code() == std::errc::not_a_directory;
    }
}

/// The id on disk in the place of our lease; nothing when no lease that can be read lies there.
std::optional<std::string> id_on_disk(const Claim& claim)
{
    const FileContent content = claim.state->read(claim.lease_file, kLeaseLimit);
    std::string problem;
    const std::optional<Lease> lease = content.present() ? parse_lease(content.bytes, problem) : std::nullopt;
    return lease ? std::optional(lease->session_id) : std::nullopt;
}

bool is_manifest_ours(const Claim& claim)
{
    const auto stamp = claim.state->stamp_of(claim.manifest_file);
    // A copy of the workspace by hard links (cp -al) has changed the file, and not what is in it.
    return stamp && stamp->same_bytes(*claim.manifest_written);
}

bool move_if_ours(const Claim& claim, const std::string& manifest)
{
    return is_manifest_ours(claim) && claim.state->move(claim.manifest_file, *claim.state, manifest);
}

/// Somebody took the place: it is theirs, as is the start manifest beside it unless that is ours already. The
/// session goes on with names that bear its own id.
void move_to_own_names(Session& session, Claim& claim)
{
    claim.own_names = true;
    claim.lease_file = layout::coexisting_lease(claim.lease.session_id);
    const std::string manifest = layout::coexisting_manifest(claim.lease.session_id);
    const auto put = [&] {
        claim.state->make_directory(layout::kCoexisting, kPrivateDirectory);
        const bool free = !claim.manifest_written || move_if_ours(claim, manifest);
        if (free) claim.manifest_file = manifest;
        write(*claim.state, claim.lease_file, claim.lease);
    };
    claim.lease_held = session.troubles.attempt(put, kUnprotected);
}

/// What cannot be looked at is told, and holds nobody up.
bool are_there_remains(Session& session, const Directory& state, const std::vector<LeaseOnDisk>& leases)
{
    bool found = false;
    session.troubles.attempt([&] { found = !find_remains(leases, state).empty(); }, kUnprotected);
    return found;
}

/// Whether the last session still is the one that was looked at.
bool is_past_the_same(Session& session, const Claim& claim)
{
    bool same = true;
    const auto look = [&] {
        const std::optional<FileStamp> summary = claim.state->stamp_of(layout::kSummary);
        same = summary.has_value() == claim.last_summary.has_value() &&
               (!summary || summary->same_version(*claim.last_summary));
    };
    session.troubles.attempt(look, kUnprotected);
    return same;
}

/// What is no file in the place of one is told by name; the lease's was when it was looked for.
bool is_owners_place_free(Session& session, const Directory& state)
{
    bool free = false;
    const auto look = [&] {
        const std::optional<FileStamp> manifest = state.stamp_of(layout::kStartManifest);
        free = !manifest && !state.stamp_of(layout::kLease);
        if (!manifest || manifest->kind == FileKind::regular) return;
        session.troubles.tell(state.path() + "/" + layout::kStartManifest + " " +
                              state.read(layout::kStartManifest, kLeaseLimit).problem);
    };
    session.troubles.attempt(look, kUnprotected);
    return free;
}

Task<> next_beat(World& world, BootTime next, Event* early)
{
    if (!early) co_return co_await world.clock.sleep_until(next);
    co_await first_of(world.clock.sleep_until(next), early->opened());
}

/// An agent that lets the hang-up of its pane pass has no tmux session any more.
void strike_out_tmux(const World& world, Lease& lease)
{
    if (lease.tmux_session.empty() || !world.terminal.has_hung_up()) return;
    lease.tmux_session.clear();
    lease.tmux_socket.clear();
    lease.tmux_session_ended = true;
}

/// False when it must be tried again soon.
Task<bool> beat(Session& session, Claim& claim)
{
    const Troubles::Hold hold(session.troubles);
    const std::unique_ptr<HeldLock> lock =
        co_await try_to_lock(session, *claim.state, claim.lease.session_id, Heed::nothing, kUnprotected);
    if (!lock) co_return false;
    claim.lease.heartbeat_at = to_seconds(session.world.clock.now());
    strike_out_tmux(session.world, claim.lease);
    if (make_way(session, claim)) co_return true;
    const auto put = [&] { write(*claim.state, claim.lease_file, claim.lease); };
    co_return session.troubles.attempt(put, kUnprotected);
}

} // namespace

bool make_way(Session& session, Claim& claim)
{
    const std::optional<std::string> id = id_on_disk(claim);
    if (!id || *id == claim.lease.session_id) return false;
    session.events.tell(LeaseLost{*id});
    move_to_own_names(session, claim);
    return true;
}

void begin_lease(const Session& session, Claim& claim, const std::string& session_id)
{
    const Host& host = session.world.host;
    claim.began = session.world.clock.since_boot();
    Lease& lease = claim.lease;
    lease = Lease();
    lease.session_id = session_id;
    lease.pid = host.pid;
    lease.pid_start = host.start_ticks;
    lease.hostname = host.hostname;
    lease.boot_id = host.boot_id;
    lease.pid_namespace = host.pid_namespace;
    lease.workspace_inode = session.workspace().stamp().inode;
    lease.user = host.user;
    lease.agent = session.plan.agent;
    lease.mode = session.plan.mode;
    lease.started_at = lease.heartbeat_at = to_seconds(session.world.clock.now());
    lease.version = CTASK_VERSION;
    lease.tmux_session = session.plan.tmux_session;
    lease.tmux_socket = session.plan.tmux_socket;
}

void put_lease(const Claim& claim)
{
    write(*claim.state, claim.lease_file, claim.lease);
}

Task<LeaseAttempt> take_lease(Session& session, Claim& claim, LeaseTerms terms)
{
    const std::string wanted = session.plan.session_id;
    const Troubles::Hold hold(session.troubles);
    const std::unique_ptr<HeldLock> lock =
        co_await try_to_lock(session, *claim.state, wanted, Heed::signals, kUnprotected);
    if (lock && has_moved(session))
        throw Failure(session.plan.workspace.path + " was renamed or removed just now",
                      "ctask list shows what there is");
    if (lock) sweep_half_written(session.workspace(), *claim.state);
    const std::vector<LeaseOnDisk> leases = read_leases_in(session.world, session.workspace(), *claim.state);
    LeaseAttempt attempt;
    attempt.others = live_among(leases);
    if (!attempt.others.empty() && !terms.beside) co_return attempt;
    if (!terms.past_as_it_is) {
        attempt.remains = lock && are_there_remains(session, *claim.state, leases);
        if (attempt.remains) co_return attempt;
        if (attempt.others.empty() && !is_past_the_same(session, claim)) co_return attempt;
    }

    attempt.taken = true;
    claim.beside_another = !attempt.others.empty();
    begin_lease(session, claim, unique_id(wanted, leases));
    claim.own_names = !lock || !is_owners_place_free(session, *claim.state);
    const std::string& id = claim.lease.session_id;
    claim.lease_file = claim.own_names ? layout::coexisting_lease(id) : layout::kLease;
    claim.manifest_file = claim.own_names ? layout::coexisting_manifest(id) : layout::kStartManifest;
    const auto put = [&] {
        if (claim.own_names) claim.state->make_directory(layout::kCoexisting, kPrivateDirectory);
        write(*claim.state, claim.lease_file, claim.lease);
    };
    claim.lease_held = session.troubles.attempt(put, kUnprotected);
    co_return attempt;
}

Task<> keep_alive(Session& session, Claim& claim, const Child* child, Event* early)
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
        co_await next_beat(world, next, early);
        if (early) early->close();
        const bool beaten = co_await beat(session, claim);
        // After a suspend the beats that were missed are not made up for.
        next = world.clock.since_boot() < next + kHeartbeatInterval
                   ? next + kHeartbeatInterval
                   : world.clock.since_boot() + kHeartbeatInterval;
        if (!beaten) next = world.clock.since_boot() + kRetryAfter;
    }
}

void release(Session& session, Claim& claim)
{
    if (!claim.state) return;
    session.troubles.attempt([&] {
        if (!claim.lease_held) return;
        claim.lease_held = false;
        const std::optional<std::string> id = id_on_disk(claim);
        if (id == claim.lease.session_id) claim.state->remove(claim.lease_file);
        if (id && *id != claim.lease.session_id) session.events.tell(LeaseLost{*id});
        if (!id && claim.state->stamp_of(claim.lease_file))
            session.troubles.tell(claim.state->path() + "/" + claim.lease_file +
                                  " stays: whose it is cannot be read");
    });
    session.troubles.attempt([&] {
        if (!claim.manifest_written) return;
        if (is_manifest_ours(claim)) claim.state->remove(claim.manifest_file);
        claim.manifest_written.reset();
    });
}

} // namespace ctask
