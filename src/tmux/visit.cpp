// Visits. Everything about the session itself is its own ctask's affair; here only a terminal comes and goes.
#include "tmux/visit.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "record/manifest.hpp"
#include "session/child.hpp"
#include "session/leases.hpp"
#include "session/past.hpp"
#include "session/troubles.hpp"
#include "tmux/session_name.hpp"

namespace ctask {

namespace {

constexpr Nanoseconds kToStart = std::chrono::seconds(10);
constexpr Nanoseconds kToTell = std::chrono::milliseconds(500);
/// An agent that lets a hang-up pass gets TERM five seconds later.
constexpr Nanoseconds kToSettle = std::chrono::seconds(15);
constexpr Nanoseconds kGlance = std::chrono::milliseconds(50);
/// What the ctask in the pane answers once it has read its letter.
const std::string kReady = "ready";

std::string name_for(const Workspace& workspace)
{
    return tmux_session_name(workspace.category(), workspace.slug(), workspace.path);
}

/// Leases of the earlier tool do not name the tmux session: it has the name of the rule.
std::vector<Lease> live_in_tmux(World& world, const Workspace& workspace)
{
    std::vector<Lease> leases;
    for (const LeaseOnDisk& found : live_among(read_leases(world, *workspace.directory))) {
        const bool is_persistent = found.found.lease && found.found.lease->mode == "persistent";
        if (!is_persistent || !can_look_up(*found.found.lease, world.host)) continue;
        leases.push_back(*found.found.lease);
        if (leases.back().tmux_session.empty()) leases.back().tmux_session = name_for(workspace);
    }
    return leases;
}

/// The agent of this session when the session is alive; 0 when its number is not known.
std::optional<pid_t> living_agent(World& world, const Workspace& workspace, const std::string& session_id)
{
    for (const LeaseOnDisk& found : live_among(read_leases(world, *workspace.directory)))
        if (found.session_id() == session_id) return found.found.lease->child_pid;
    return std::nullopt;
}

/// The tmux session has gone; its ctask still has to see the agent end, and to record that.
Task<std::optional<pid_t>> await_settling(World& world, const Workspace& workspace, std::string session_id)
{
    const BootTime until = world.clock.since_boot() + kToSettle;
    std::optional<pid_t> agent = living_agent(world, workspace, session_id);
    while (agent && world.clock.since_boot() < until) {
        co_await world.clock.sleep_until(world.clock.since_boot() + kGlance);
        agent = living_agent(world, workspace, session_id);
    }
    co_return agent;
}

[[noreturn]] void refuse_foreign(const TmuxServer& server, const std::string& session)
{
    throw Failure("a tmux session " + session + " is there already, and nothing of ctask's runs in it",
                  "look at it: " + server.attach_line(session));
}

/// The earlier tool's ctask watches its tmux session from outside, and may die before it.
void refuse_deserted(World& world, const Workspace& workspace, const TmuxServer& server,
                     const std::string& session)
{
    for (const LeaseOnDisk& found : read_leases(world, *workspace.directory))
        if (found.found.lease && found.found.lease->mode == "persistent")
            throw Failure("the ctask of the tmux session " + session + " is gone, and the session goes on",
                          "to join it: " + server.attach_line(session) +
                              "\nonce it has ended, the next session records it");
}

/// 0 for a name that no signal has.
int signal_of_name(const std::string& name)
{
    constexpr int kLastSignal = 64;
    for (int number = 1; number <= kLastSignal; ++number)
        if (signal_name(number) == name) return number;
    return 0;
}

Ending ending_of(const Summary& session)
{
    Ending ending;
    ending.ran = Seconds(session.duration_seconds);
    ending.number = session.exit_code.value_or(0);
    if (session.end_reason == "timed_out") ending.kind = Ending::Kind::timed_out;
    if (!session.exit_signal.empty()) {
        ending.kind = Ending::Kind::signalled;
        ending.number = signal_of_name(session.exit_signal);
        ending.killed = true;
    }
    return ending;
}

Task<std::string> last_report(Running& running)
{
    std::string report;
    while (running.mailbox) {
        const std::optional<std::string> line = co_await running.mailbox->answer(kToTell);
        if (!line) break;
        if (*line == kReady) continue;
        report = *line;
        break;
    }
    co_return report;
}

} // namespace

Task<std::optional<Running>> find_running(World& world, const Workspace& workspace)
{
    for (const Lease& lease : live_in_tmux(world, workspace)) {
        TmuxServer server = co_await TmuxServer::find(world, lease.tmux_socket);
        const bool is_there = co_await server.has(lease.tmux_session);
        if (is_there) co_return Running{server, lease.tmux_session, lease.session_id, nullptr};
    }
    const std::string session = name_for(workspace);
    TmuxServer server = co_await TmuxServer::find(world, std::string());
    const std::optional<std::string> mark = co_await server.mark(session);
    if (!mark) co_return std::nullopt;
    if (mark->empty()) {
        refuse_deserted(world, workspace, server, session);
        refuse_foreign(server, session);
    }
    co_return Running{server, session, *mark, nullptr};
}

Task<Running> begin_in_tmux(World& world, Letter letter)
{
    TmuxServer server = co_await TmuxServer::find(world, std::string());
    std::unique_ptr<Mailbox> mailbox = world.processes.put_out(sealed(letter));
    const std::vector<std::string> command = {world.host.program, "--pane", mailbox->address()};
    const bool made = co_await server.create(letter.tmux_session, letter.session_id, command);
    if (made) {
        const std::optional<std::string> answer = co_await mailbox->answer(kToStart);
        if (answer != kReady) throw Failure("the session did not start in tmux", kWithoutTmux);
        co_return Running{server, letter.tmux_session, letter.session_id, std::move(mailbox)};
    }
    const std::optional<std::string> mark = co_await server.mark(letter.tmux_session);
    if (!mark || mark->empty()) refuse_foreign(server, letter.tmux_session);
    co_return Running{server, letter.tmux_session, *mark, nullptr};
}

Task<Visit> stay(World& world, Events& events, Running running, Workspace workspace)
{
    Troubles troubles(events);
    world.terminal.remember();
    const Command command = running.server.attaching(running.tmux_session);
    const std::unique_ptr<Child> client = world.processes.start(command);
    const Ending left = co_await watch_child(world, troubles, *client, std::nullopt, nullptr);
    world.terminal.give_back(left.killed);

    Visit visit;
    visit.goes_on = co_await running.server.has(running.tmux_session);
    if (visit.goes_on) {
        const bool failed = left.kind == Ending::Kind::exited && left.number != 0;
        if (failed)
            throw Failure("tmux cannot attach this terminal; the session goes on",
                          "to join it: " + running.server.attach_line(running.tmux_session));
        co_return visit;
    }
    visit.agent_left = co_await await_settling(world, workspace, running.session_id);
    visit.report = co_await last_report(running);
    const std::unique_ptr<Directory> state = open_state(*workspace.directory);
    if (state) visit.session = recorded_session(*state, running.session_id);
    if (visit.session) visit.ending = ending_of(*visit.session);
    co_return visit;
}

} // namespace ctask
