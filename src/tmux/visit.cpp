// Visits. Everything about the session itself is its own ctask's affair; here only a terminal comes and goes.
#include "tmux/visit.hpp"

#include "base/error.hpp"
#include "record/summary_members.hpp"
#include "session/child.hpp"
#include "session/ending_on_record.hpp"
#include "session/leases.hpp"
#include "session/past.hpp"
#include "session/troubles.hpp"
#include "tmux/watcher.hpp"

namespace ctask {

namespace {

constexpr Nanoseconds kToStart = std::chrono::seconds(10);
constexpr Nanoseconds kToTell = std::chrono::milliseconds(500);
/// An agent that lets the hang-up pass is not waited for; one that saves its work is.
constexpr Nanoseconds kToEnd = std::chrono::seconds(5);
/// A large workspace takes its time to be looked through.
constexpr Nanoseconds kToSettle = std::chrono::minutes(1);
constexpr Nanoseconds kGlance = std::chrono::milliseconds(50);
/// What the ctask in the pane answers once it has read its letter.
const std::string kReady = "ready";

/// The lease of this session when the session is alive.
std::optional<Lease> live_lease(World& world, const Workspace& workspace, const std::string& session_id)
{
    for (const LeaseOnDisk& found : live_among(look_at_leases(world, *workspace.directory)))
        if (found.session_id() == session_id) return found.found.lease;
    return std::nullopt;
}

bool was_cut_off(World& world, const Workspace& workspace, const std::string& session_id)
{
    for (const LeaseOnDisk& found : look_at_leases(world, *workspace.directory))
        if (found.session_id() == session_id && !found.verdict.is_live()) return true;
    return false;
}

/// The tmux session has gone; its ctask still has to see the agent end, and to record that. The agent that
/// has not ended, 0 when its number is not known.
Task<std::optional<pid_t>> await_settling(World& world, const Workspace& workspace, std::string session_id)
{
    const BootTime began = world.clock.since_boot();
    for (;;) {
        const std::optional<Lease> lease = live_lease(world, workspace, session_id);
        if (!lease) co_return std::nullopt;
        const bool has_agent = lease->child_pid == 0 || world.processes.find(lease->child_pid);
        const Nanoseconds limit = has_agent ? kToEnd : kToSettle;
        if (world.clock.since_boot() - began >= limit) co_return lease->child_pid;
        co_await world.clock.sleep(kGlance);
    }
}

/// What a report tells of a session that could not be recorded: its workspace is gone, or takes nothing.
std::optional<Summary> session_in(const std::string& report)
{
    std::string problem;
    const std::optional<JsonDocument> document = JsonDocument::parse(report, problem);
    if (!document) return std::nullopt;
    std::optional<Summary> session = read_session_members(document->root(), problem);
    const bool has_ended = session && ending_of(*session).kind != Ending::Kind::interrupted;
    return has_ended ? std::move(session) : std::nullopt;
}

void take_record(Visit& visit, const Workspace& workspace, const std::string& session_id)
{
    const std::unique_ptr<Directory> state = open_state(*workspace.directory);
    if (state) visit.summary = recorded_session(*state, session_id);
    if (!visit.summary) visit.summary = session_in(visit.report);
    if (visit.summary) visit.ending = ending_of(*visit.summary);
}

/// The last that the session's ctask had to tell is its report.
Task<> hear_the_end(Running& running, Visit& visit)
{
    while (running.mailbox && visit.report.empty()) {
        const std::optional<std::string> line = co_await running.mailbox->answer(kToTell);
        if (!line) co_return;
        if (*line == kReady || *line == kAdopted) continue;
        if (auto words = opened_last_words(*line))
            visit.last_words = std::move(*words);
        else
            visit.report = *line;
    }
}

} // namespace

Task<Running> begin_in_tmux(World& world, Letter letter)
{
    TmuxServer server = co_await TmuxServer::find(world);
    std::unique_ptr<Mailbox> mailbox = world.processes.put_out(sealed(letter));
    const std::vector<std::string> command = {world.host().program, "--pane", mailbox->address()};
    const bool made = co_await server.create(letter.tmux.session, letter.session_id, command);
    if (made) {
        const std::optional<std::string> answer = co_await mailbox->answer(kToStart);
        if (answer != kReady) throw Failure("the session did not start in tmux", kWithoutTmux);
        co_return Running{server, letter.tmux.session, letter.session_id, std::move(mailbox)};
    }
    const std::optional<std::string> mark = co_await server.mark(letter.tmux.session);
    if (!mark || mark->empty()) refuse_foreign(server, letter.tmux.session);
    co_return Running{server, letter.tmux.session, *mark, nullptr};
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
    visit.was_over = running.is_over;
    visit.goes_on = co_await running.server.has(running.tmux_session);
    // A client that was told to go says that it failed.
    const bool failed = left.kind == Ending::Kind::exited && left.number != 0 && !left.from_outside;
    visit.refused = visit.goes_on && failed;
    if (visit.was_over) co_return visit;
    if (!visit.goes_on) {
        visit.agent_left = co_await await_settling(world, workspace, running.session_id);
        co_await hear_the_end(running, visit);
    }
    take_record(visit, workspace, running.session_id);
    visit.without_session =
        visit.goes_on && !visit.summary && !live_lease(world, workspace, running.session_id);
    visit.cut_off = !visit.goes_on && !visit.summary && was_cut_off(world, workspace, running.session_id);
    co_return visit;
}

} // namespace ctask
