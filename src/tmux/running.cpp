// Leases say which tmux sessions to look for, tmux which of them are there.
#include "tmux/running.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "session/adoption.hpp"
#include "session/leases.hpp"
#include "session/past.hpp"
#include "tmux/session_name.hpp"
#include "tmux/watcher.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// So often somebody else may be faster.
constexpr int kTries = 5;

/// A tmux session that is there.
struct TmuxSessionFound {
    TmuxServer server;
    std::string tmux_session;
    std::string mark;
    /// The one that tells of it.
    std::optional<LeaseOnDisk> lease;

    bool is_orphan_in_tmux(const Host& self) const
    {
        return mark.empty() && lease && ctask::is_orphan_in_tmux(*lease, self);
    }
};

/// Leases of the earlier tool do not name the tmux session: it has the name of the rule.
std::string tmux_session_of(const Workspace& workspace, const std::optional<LeaseOnDisk>& lease)
{
    if (lease && !lease->found.lease->tmux.session.empty()) return lease->found.lease->tmux.session;
    return tmux_session_name(workspace.category(), workspace.slug(), workspace.path);
}

/// The leases of sessions that run in tmux, or ran there, those that are alive first.
std::vector<LeaseOnDisk> leases_in_tmux(World& world, const Workspace& workspace)
{
    std::vector<LeaseOnDisk> leases = look_at_leases(world, *workspace.directory);
    const Host& self = world.host();
    std::erase_if(leases, [&self](const LeaseOnDisk& lease) {
        return !lease.found.lease || lease.found.lease->mode != kPersistent ||
               !can_look_up(*lease.found.lease, self) || lease.found.came_with_a_copy();
    });
    std::stable_partition(leases.begin(), leases.end(),
                          [](const LeaseOnDisk& lease) { return lease.verdict.is_live(); });
    return leases;
}

Task<std::optional<TmuxSessionFound>> look_for(World& world, const Workspace& workspace,
                                               std::optional<LeaseOnDisk> lease)
{
    const std::string session = tmux_session_of(workspace, lease);
    const TmuxSeat seat = lease ? lease->found.lease->tmux : TmuxSeat();
    TmuxServer server = co_await TmuxServer::find(world, seat);
    const std::optional<std::string> mark = co_await server.mark(session);
    if (!mark) co_return std::nullopt;
    co_return TmuxSessionFound{server, session, *mark, std::move(lease)};
}

Task<std::optional<TmuxSessionFound>> find_in_tmux(World& world, const Workspace& workspace)
{
    for (const LeaseOnDisk& lease : leases_in_tmux(world, workspace)) {
        const std::optional<LeaseOnDisk> by(lease);
        std::optional<TmuxSessionFound> sighted = co_await look_for(world, workspace, by);
        if (sighted) co_return std::move(sighted);
    }
    const std::optional<LeaseOnDisk> by_the_rule;
    co_return co_await look_for(world, workspace, by_the_rule);
}

bool is_recorded(const Workspace& workspace, const std::string& session_id)
{
    const std::unique_ptr<Directory> state = open_state(*workspace.directory);
    return state && recorded_session(*state, session_id).has_value();
}

Letter letter_to_watcher(const World& world, const Workspace& workspace, const TmuxSessionFound& sighted)
{
    Letter letter;
    letter.session_id = sighted.lease->session_id();
    letter.workspace = workspace.path;
    letter.root = workspace.root;
    letter.tmux.session = sighted.tmux_session;
    letter.tmux.socket = sighted.lease->found.lease->tmux.socket;
    letter.environment = world.environment.entries;
    return letter;
}

/// Nothing when there was nothing to adopt any more: look again.
Task<std::optional<Running>> adopt(World& world, const Workspace& workspace, TmuxSessionFound sighted)
{
    Letter letter = letter_to_watcher(world, workspace, sighted);
    AdoptionAttempt watching = co_await have_adopted(world, *workspace.directory, std::move(letter));
    if (!watching.mailbox && watching.problem.empty()) co_return std::nullopt;
    Running running{sighted.server, sighted.tmux_session, sighted.lease->session_id(), nullptr};
    running.adopted = watching.mailbox != nullptr;
    running.mailbox = std::move(watching.mailbox);
    running.problem = watching.problem;
    co_return std::move(running);
}

/// The server, which whoever keeps the pane is a child of; 0 when it cannot be seen.
pid_t server_above(World& world, pid_t owner)
{
    constexpr int kGenerations = 3;
    pid_t pid = owner;
    for (int generation = 0; generation < kGenerations; ++generation) {
        const std::optional<ProcessFacts> process = world.processes.find(pid);
        if (!process) return 0;
        const std::string program = process->command.substr(0, process->command.find(' '));
        if (generation > 0 && program.substr(program.rfind('/') + 1).starts_with("tmux")) return pid;
        pid = process->parent;
    }
    return 0;
}

/// A server whose socket was removed goes on with its sessions, and nobody can come to them, least of all
/// when another server has the path by now. For a session that was not found at its socket.
Task<> refuse_unreachable(World& world, const Workspace& workspace)
{
    for (const LeaseOnDisk& on_disk : leases_in_tmux(world, workspace)) {
        const Lease& lease = *on_disk.found.lease;
        const bool runs = on_disk.verdict.life == Verdict::Life::live && on_disk.verdict.certain;
        if (!runs || lease.tmux_session_ended || lease.tmux.socket.empty()) continue;
        const pid_t own = server_above(world, lease.pid);
        if (own == 0) continue;
        TmuxServer reached = co_await TmuxServer::find(world, lease.tmux);
        const pid_t there = co_await reached.pid();
        if (there == own) continue;
        const std::string instead = there == 0 ? " was removed" : " is another server's by now";
        throw Failure("the session runs in tmux, whose socket " + visible(lease.tmux.socket) + instead,
                      "to have its tmux make it again: kill -USR1 " + std::to_string(own));
    }
}

[[noreturn]] void refuse_unadopted(const TmuxSessionFound& sighted)
{
    throw Failure("the ctask of the tmux session " + sighted.tmux_session +
                      " is gone, and the session goes on",
                  "to join it: " + sighted.server.attach_line(sighted.tmux_session));
}

} // namespace

void refuse_foreign(const TmuxServer& server, const std::string& session)
{
    throw Failure("a tmux session " + session + " is there already, and nothing of ctask's runs in it",
                  "look at it: " + server.attach_line(session));
}

Task<std::optional<Running>> find_running(World& world, const Workspace& workspace)
{
    for (int tries = 1;; ++tries) {
        std::optional<TmuxSessionFound> sighted = co_await find_in_tmux(world, workspace);
        if (!sighted) {
            co_await refuse_unreachable(world, workspace);
            co_return std::nullopt;
        }
        if (!sighted->is_orphan_in_tmux(world.host())) {
            const bool is_live = sighted->lease && sighted->lease->verdict.is_live();
            if (!is_live && sighted->mark.empty()) refuse_foreign(sighted->server, sighted->tmux_session);
            const std::string id = is_live ? sighted->lease->session_id() : sighted->mark;
            const bool is_over = !is_live && is_recorded(workspace, id);
            co_return Running{sighted->server, sighted->tmux_session, id, nullptr, is_over, is_live};
        }
        if (tries > kTries) refuse_unadopted(*sighted);
        std::optional<Running> running = co_await adopt(world, workspace, *sighted);
        if (running) co_return std::move(running);
    }
}

Task<std::optional<Running>> adopt_orphan_in_tmux(World& world, const Workspace& workspace)
{
    for (int tries = 1;; ++tries) {
        const std::vector<LeaseOnDisk> leases = leases_in_tmux(world, workspace);
        // Where an agent is known to live its lease is a live one, and told by everybody.
        const bool any_stale = std::any_of(leases.begin(), leases.end(),
                                           [](const LeaseOnDisk& lease) { return !lease.verdict.is_live(); });
        if (!any_stale) co_return std::nullopt;
        std::optional<TmuxSessionFound> sighted = co_await find_in_tmux(world, workspace);
        if (!sighted || !sighted->is_orphan_in_tmux(world.host())) co_return std::nullopt;
        if (tries > kTries) refuse_unadopted(*sighted);
        std::optional<Running> running = co_await adopt(world, workspace, *sighted);
        if (running) co_return std::move(running);
    }
}

} // namespace ctask
