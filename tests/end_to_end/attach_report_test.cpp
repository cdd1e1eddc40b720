// What is reported of sessions in tmux, by whichever of their processes sees the end; and what goes with
// ctask when it is killed at the terminal.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "end_to_end/tmux_user.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <cstdio>
#include <fstream>

using namespace ctask;

namespace {

/// The agent's ctask is there and has told who the agent is.
pid_t await_owner(const std::string& workspace)
{
    REQUIRE(eventually([&] {
        return exists(workspace, ".ctask/session.json") &&
               lease_of(workspace).root()["child_pid"].number().value_or(0) > 0;
    }));
    return static_cast<pid_t>(lease_of(workspace).root()["pid"].number().value_or(0));
}

Pty attach_reporting(const TmuxUser& user, const std::string& report)
{
    return user.start(
        Words{"attach", "idea", "--report=" + report} +
        Binary::agent({"say", "agent is here", "until", user.ctask.scratch.path("end"), "exit", "4"}));
}

} // namespace

TEST_CASE("a report is written by the session itself, when it ends")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    const std::string report = user.ctask.scratch.path("end.json");
    Pty terminal = user.start(
        Words{"attach", "idea", "--report=" + report} +
        Binary::agent({"say", "agent is here", "until", user.ctask.scratch.path("end"), "exit", "4"}));
    terminal.expect("agent is here");
    terminal.type(kDetach);
    CHECK(terminal.wait().status == 0);
    CHECK(user.ctask.scratch.read_file("end.json").empty());
    user.let_end();
    REQUIRE(eventually([&] { return !user.ctask.scratch.read_file("end.json").empty(); }));
    const JsonDocument line = parsed(user.ctask.scratch.read_file("end.json"));
    CHECK(line.root()["exit_status"].number() == 4);
    CHECK(line.root()["mode"].text() == "persistent");
}

TEST_CASE("a session that was adopted from a killed ctask is reported all the same")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = attach_reporting(user, user.ctask.scratch.path("end.json"));
    terminal.expect("agent is here");
    const pid_t owner = await_owner(user.workspace);
    REQUIRE(::kill(owner, SIGKILL) == 0);
    REQUIRE(eventually([&] { return await_owner(user.workspace) != owner; }));

    user.let_end();

    CHECK(terminal.wait().status == 4);
    REQUIRE(eventually([&] { return !user.ctask.scratch.read_file("end.json").empty(); }));
    const JsonDocument line = parsed(user.ctask.scratch.read_file("end.json"));
    CHECK(line.root()["exit_status"].number() == 4);
    CHECK(line.root()["slug"].text() == "idea");
    CHECK(line.root()["workspace"].text() == user.workspace);
}

TEST_CASE("a ctask that is killed at its question is reported as one that began nothing")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    REQUIRE(user.ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "0"})).status == 0);
    std::ofstream(user.workspace + "/notes.md") << "touched";
    Pty terminal = attach_reporting(user, user.ctask.scratch.path("end.json"));
    terminal.expect("Go on? [Y/n]");
    const std::string keeper = user.tmux({"list-panes", "-a", "-F", "#{pane_pid}"});
    const std::string of_keeper = "/proc/" + keeper.substr(0, keeper.find('\n'));
    const std::string owner = read_file(of_keeper + "/task/" + of_keeper.substr(6), "children");

    REQUIRE(::kill(static_cast<pid_t>(std::stol(owner)), SIGKILL) == 0);

    const ProgramResult result = terminal.wait();
    CHECK(result.status == 125);
    CHECK_MESSAGE(contains(result.out, "the ctask of the session was killed"), result.out);
    const JsonDocument line = parsed(user.ctask.scratch.read_file("end.json"));
    CHECK(line.root()["how"].text() == "failed");
    CHECK(line.root()["exit_status"].number() == 125);
}

TEST_CASE("an adopted session is ended when its time has run out")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal =
        user.start(Words{"attach", "idea", "--timeout=4"} +
                   Binary::agent({"say", "agent is here", "until", user.ctask.scratch.path("end")}));
    terminal.expect("agent is here");

    REQUIRE(::kill(await_owner(user.workspace), SIGKILL) == 0);

    CHECK(terminal.wait().status == 124);
    CHECK(summary_of(user.workspace).root()["end_reason"].text() == "timed_out");
}

TEST_CASE(
    "a session whose workspace was moved is adopted from a killed ctask too, and recorded where that is")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    const pid_t owner = await_owner(user.workspace);
    const std::string moved = user.workspace + "-moved";
    REQUIRE(::rename(user.workspace.c_str(), moved.c_str()) == 0);

    REQUIRE(::kill(owner, SIGKILL) == 0);

    REQUIRE(eventually([&] { return await_owner(moved) != owner; }));
    user.let_end();
    CHECK(terminal.wait().status == 7);
    CHECK(summary_of(moved).root()["session_ownership"].text() == "adopted");
}

TEST_CASE("whoever joins a session gets a report of it when it ends meanwhile")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty first = user.attach();
    first.expect("agent is here");
    await_owner(user.workspace);
    Pty second = user.start({"attach", "idea", "--report=" + user.ctask.scratch.path("end.json")});
    second.expect("agent is here");

    user.let_end();

    CHECK(second.wait().status == 7);
    const JsonDocument line = parsed(user.ctask.scratch.read_file("end.json"));
    CHECK(line.root()["exit_status"].number() == 7);
    CHECK(line.root()["session_id"].text() == summary_of(user.workspace).root()["session_id"].text());
    CHECK(first.wait().status == 7);
}

TEST_CASE("a ctask that is killed at the terminal takes its tmux client along, and leaves the session")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    const pid_t owner = await_owner(user.workspace);
    REQUIRE_FALSE(user.tmux({"list-clients"}).empty());

    terminal.send(SIGKILL);

    CHECK(eventually([&] { return user.tmux({"list-clients"}).empty(); }));
    CHECK(::kill(owner, 0) == 0);
    user.let_end();
}

TEST_CASE("what runs in an archived workspace can be joined")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    await_owner(user.workspace);
    terminal.type(kDetach);
    REQUIRE(terminal.wait().status == 0);
    Pty archiving = user.start({"archive", "idea"});
    archiving.expect("[y/N]");
    archiving.type("y\n");
    REQUIRE(archiving.wait().status == 0);

    Pty again = user.start({"attach", "idea"});
    again.expect("agent is here");
    user.let_end();

    CHECK(again.wait().status == 7);
}

TEST_CASE("no workspace is made for a session in tmux that there is no tmux for")
{
    Binary ctask;
    ctask.environment.push_back("CTASK_SESSION_MODE=persistent");
    for (std::string& entry : ctask.environment)
        if (entry.starts_with("PATH=")) entry = "PATH=" + ctask.scratch.path("home");

    const ProgramResult result =
        ctask.start_on_terminal(Words{"new", "idea"} + Binary::agent({"exit", "0"})).wait();

    CHECK(result.status == 125);
    CHECK(contains(result.out, "needs tmux"));
    CHECK(ctask.workspaces().empty());
}
