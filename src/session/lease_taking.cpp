// The second look, under the lock, and what is then written.
#include "session/lease_taking.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "session/leases.hpp"
#include "session/own_lease.hpp"
#include "session/remains.hpp"
#include "session/sweeping.hpp"
#include "session/write_lock.hpp"
#include "workspace/layout.hpp"
#include "workspace/task_reading.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// Containers share host names and pids start anew in each: an id may be taken, also by a session that began
/// and ended within this second.
std::string unique_id(const std::string& wanted, const std::vector<LeaseOnDisk>& leases,
                      const std::optional<Summary>& last)
{
    std::string id = wanted;
    const auto has_it = [&id](const LeaseOnDisk& lease) { return lease.session_id() == id; };
    const auto is_taken = [&] {
        return std::any_of(leases.begin(), leases.end(), has_it) || (last && last->session_id == id);
    };
    for (int n = 2; is_taken(); ++n) id = wanted + "-" + std::to_string(n);
    return id;
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

/// While a question was open or another session was waited for. Whoever archives holds the lock too.
bool has_been_archived(const Session& session)
{
    if (session.plan.workspace.task.archived()) return false;
    const FileContent content = session.workspace().read(layout::kTaskFile, kTaskFileLimit);
    return content.present() && read_task_file(content, layout::kTaskFile, {}).task.archived();
}

void refuse_what_has_changed(const Session& session)
{
    const Workspace& workspace = session.plan.workspace;
    if (has_moved(session))
        throw Failure(workspace.path + " was renamed or removed just now", "ctask list shows what there is");
    if (has_been_archived(session))
        throw Failure(visible(workspace.slug()) + " was archived just now",
                      "ctask restore " + visible(shell_quoted(workspace.name)) + " makes it active again");
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
        same = same_version(claim.state->stamp_of(layout::kSummary), claim.last_summary);
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
        session.troubles.tell_bad_file(state, layout::kStartManifest,
                                       state.read(layout::kStartManifest, kLeaseLimit).problem);
    };
    session.troubles.attempt(look, kUnprotected);
    return free;
}

} // namespace

void name_this_ctask(const Session& session, Lease& lease)
{
    const Host& host = session.world.host();
    lease.pid = host.pid;
    lease.pid_start = host.start_ticks;
    lease.hostname = host.hostname;
    lease.boot_id = host.boot_id;
    lease.pid_namespace = host.pid_namespace;
    lease.workspace_inode = session.workspace().stamp().inode;
    lease.user = host.user;
    lease.agent = session.plan.agent;
    lease.version = CTASK_VERSION;
    lease.heartbeat_at = whole_seconds(session.world.clock.now());
}

void begin_lease(const Session& session, Claim& claim, const std::string& session_id)
{
    claim.began = session.world.clock.since_boot();
    Lease& lease = claim.lease;
    lease = Lease();
    lease.session_id = session_id;
    name_this_ctask(session, lease);
    lease.mode = session.plan.mode;
    lease.started_at = lease.heartbeat_at;
    lease.tmux = session.plan.tmux;
}

Task<bool> take_lease(Session& session, Claim& claim, LeaseTerms terms)
{
    const std::string wanted = session.plan.session_id;
    const Troubles::Hold hold(session.troubles);
    std::unique_ptr<HeldLock> lock =
        co_await lock_or_tell(session, *claim.state, wanted, Heed::signals, kUnprotected);
    if (lock) refuse_what_has_changed(session);
    if (lock) sweep_half_written(session.workspace(), *claim.state);
    const std::vector<LeaseOnDisk> leases = read_leases(session.world, session.workspace(), *claim.state);
    const bool alone = live_among(leases).empty();
    if (!alone && !terms.beside) co_return false;
    if (!terms.past_as_it_is) {
        if (lock && are_there_remains(session, *claim.state, leases)) co_return false;
        if (alone && !is_past_the_same(session, claim)) co_return false;
    }

    claim.beside_another = !alone;
    begin_lease(session, claim, unique_id(wanted, leases, claim.last_session));
    claim.own_names = !lock || !is_owners_place_free(session, *claim.state);
    const std::string& id = claim.lease.session_id;
    claim.lease_file = claim.own_names ? layout::coexisting_lease(id) : layout::kLease;
    claim.manifest_file = claim.own_names ? layout::coexisting_manifest(id) : layout::kStartManifest;
    const auto put = [&] {
        if (claim.own_names) claim.state->make_directory(layout::kCoexisting, kPrivateDirectory);
        put_lease(claim);
    };
    claim.lease_held = session.troubles.attempt(put, kUnprotected);
    // What is to be told is told without the lock, and names of one's own need none.
    if (claim.files && !claim.own_names && !session.troubles.keeps_something()) claim.lock = std::move(lock);
    co_return true;
}

} // namespace ctask
