// ctask attach: sessions that outlive their terminal, in the real tmux.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "end_to_end/tmux_user.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

bool is_free(const std::string& workspace)
{
    return !exists(workspace, ".ctask/session.json");
}

pid_t number_in_lease(const std::string& workspace, const char* key)
{
    return static_cast<pid_t>(lease_of(workspace).root()[key].number().value_or(0));
}

/// Waits until the lease names the agent.
void await_agent(const std::string& workspace)
{
    REQUIRE(eventually([&] {
        return exists(workspace, ".ctask/session.json") && number_in_lease(workspace, "child_pid") > 0;
    }));
}

} // namespace

TEST_CASE("a session goes on when its terminal is detached, and is joined again until it ends")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty first = user.attach();
    first.expect("agent is here");
    first.type(kDetach);
    const ProgramResult detached = first.wait();
    CHECK(detached.status == 0);
    CHECK(contains(detached.out, "goes on in tmux; to come back:  ctask attach idea"));
    CHECK(user.session_exists());
    CHECK_FALSE(is_free(user.workspace));
    CHECK(contains(user.ctask.run({"info", "idea"}).out, "ctask attach idea"));

    Pty second = user.start({"attach", "idea"});
    second.expect("agent is here");
    user.let_end();
    const ProgramResult ended = second.wait();

    CHECK(ended.status == 7);
    CHECK(contains(ended.out, "exited 7"));
    CHECK_FALSE(user.session_exists());
    CHECK(is_free(user.workspace));
    const JsonDocument session = summary_of(user.workspace);
    CHECK(session.root()["mode"].text() == "persistent");
    CHECK(session.root()["end_reason"].text() == "child_exited");
    CHECK(session.root()["session_ownership"].text() == "created");
    CHECK(session.root()["exit_code"].number() == 7);
}

TEST_CASE("neither a closed window nor a killed client ends the session")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty window = user.attach();
    window.expect("agent is here");
    await_agent(user.workspace);
    const pid_t agent = number_in_lease(user.workspace, "child_pid");
    window.close();
    window.wait();
    CHECK(::kill(agent, 0) == 0);

    Pty another = user.start({"attach", "idea"});
    another.expect("agent is here");
    const std::string client = user.tmux({"list-clients", "-F", "#{client_pid}"});
    REQUIRE(::kill(std::stoi(client), SIGKILL) == 0);
    const ProgramResult left = another.wait();
    CHECK(left.status == 0);
    CHECK(contains(left.out, "to come back:  ctask attach idea"));
    CHECK(::kill(agent, 0) == 0);
    user.let_end();
    CHECK(eventually([&] { return is_free(user.workspace); }));
    CHECK(summary_of(user.workspace).root()["exit_code"].number() == 7);
}

TEST_CASE("a session whose ctask is killed is adopted, and keeps the agent's screen and status")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach({"write", "work.txt=done"});
    terminal.expect("agent is here");
    await_agent(user.workspace);
    const pid_t owner = number_in_lease(user.workspace, "pid");
    REQUIRE(::kill(owner, SIGKILL) == 0);
    REQUIRE(eventually([&] { return number_in_lease(user.workspace, "pid") != owner; }));
    CHECK(contains(user.tmux({"capture-pane", "-p", "-t", "=ctask-general-idea"}) +
                       user.tmux({"capture-pane", "-a", "-p"}) + terminal.screen(),
                   "agent is here"));
    terminal.type(kDetach);
    CHECK(terminal.wait().status == 0);

    Pty again = user.start({"attach", "idea"});
    again.expect("agent is here");
    user.let_end();

    CHECK(again.wait().status == 7);
    const JsonDocument session = summary_of(user.workspace);
    CHECK(session.root()["session_ownership"].text() == "adopted");
    CHECK(session.root()["adopted_from_orphan_at"].time().has_value());
    CHECK(session.root()["exit_code"].number() == 7);
    CHECK(contains(read_file(user.workspace, ".ctask/last-session-summary.json"), "\"work.txt\""));
}

TEST_CASE("a tmux session that is killed takes the agent along, and that is recorded as such")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    await_agent(user.workspace);
    user.tmux({"kill-server"});
    const ProgramResult ended = terminal.wait();
    CHECK(ended.signal == SIGHUP);
    CHECK(contains(ended.out, "ended by signal HUP"));
    CHECK(is_free(user.workspace));
    CHECK(summary_of(user.workspace).root()["end_reason"].text() == "tmux_session_ended");
    CHECK(eventually([&] { return processes_of(user.ctask).empty(); }));
}

TEST_CASE("an agent that outlives its tmux session is no longer told to run in one")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach({"ignore", "HUP"});
    terminal.expect("agent is here");
    await_agent(user.workspace);
    terminal.type(kDetach);
    CHECK(terminal.wait().status == 0);
    user.tmux({"kill-server"});
    const std::string agent = std::to_string(number_in_lease(user.workspace, "child_pid"));

    const std::string gone = "its tmux session has ended, and the agent has not";
    CHECK(eventually([&] { return contains(user.ctask.run({"info", "idea"}).out, gone); }));
    CHECK_FALSE(contains(user.ctask.run({"info", "idea"}).out, "ctask attach"));
    CHECK(contains(user.ctask.run({"status"}).out, "  gone\n"));
    const std::string still = "its tmux session is gone; its agent still runs as pid " + agent;
    CHECK(contains(user.ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "0"})).err, still));
    Pty again = user.attach();
    again.expect(still);
    again.type("n\n");
    CHECK(again.wait().status == 0);

    user.let_end();
    CHECK(eventually([&] { return is_free(user.workspace); }));
    CHECK(summary_of(user.workspace).root()["exit_code"].number() == 7);
    CHECK(eventually([&] { return processes_of(user.ctask).empty(); }));
}

TEST_CASE("many that attach at once share one session")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    std::vector<Pty> terminals;
    for (int i = 0; i < 4; ++i) terminals.push_back(user.attach());
    for (Pty& terminal : terminals) terminal.expect("agent is here");
    CHECK(occurrences(user.tmux({"list-sessions"}), "\n") == 1);
    user.let_end();
    for (Pty& terminal : terminals) CHECK(terminal.wait().status == 7);
    CHECK(history_of(user.workspace).size() == 1);
}

TEST_CASE("an agent in tmux gets its words and the environment of whoever started it, byte for byte")
{
    if (!is_installed("tmux")) return;
    TmuxUser user;
    const std::string long_word(60'000, 'x');
    user.ctask.environment.push_back("SECRET=a b;\xc3\xa4");
    user.ctask.environment.push_back("LINES=7");
    Pty terminal =
        user.start(Words{"attach", "idea"} +
                   Binary::agent({"report", user.ctask.scratch.path("report"), "say", "echo;", "say", ";",
                                  "say", "$HOME `id`", "say", long_word, "exit", "0"}));
    terminal.wait();
    const std::string report = user.ctask.scratch.read_file("report");
    CHECK(contains(report, " say\nargument 4 echo;\nargument 5 say\nargument 6 ;\n"));
    CHECK(contains(report, " $HOME `id`\n"));
    CHECK(contains(report, " " + long_word + "\n"));
    CHECK(contains(report, "environment SECRET=a b;\\xc3\\xa4\n"));
    CHECK(contains(report, "environment TMUX="));
    CHECK_FALSE(contains(report, "environment LINES="));
    CHECK_FALSE(contains(report, "--owner"));
}
