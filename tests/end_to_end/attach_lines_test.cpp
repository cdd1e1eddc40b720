// What attach says when things are not as the user thinks: options that come to nothing, a tmux around, a
// terminal that tmux cannot use, an agent that fails at once.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "end_to_end/tmux_user.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

using namespace ctask;

namespace {

void leave_detached(const TmuxUser& user)
{
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    REQUIRE(eventually([&] { return exists(user.workspace, ".ctask/session.json"); }));
    terminal.type(kDetach);
    REQUIRE(terminal.wait().status == 0);
}

pid_t pid_of(const std::string& text)
{
    return static_cast<pid_t>(std::stol(text));
}

std::string variable_of_server(const TmuxUser& user, const std::string& format)
{
    const std::string told = user.tmux({"display-message", "-p", format});
    return told.substr(0, told.find('\n'));
}

} // namespace

TEST_CASE("who joins a session learns which of the options come to nothing, and how to have another session")
{
    if (!is_installed("tmux")) return;
    TmuxUser user;
    leave_detached(user);
    user.ctask.environment.push_back("CTASK_SESSION_MODE=persistent");

    Pty joining =
        user.start({"resume", "idea", "--agent", "sh", "--timeout=1h", "--no-input", "--", "-c", "true"});
    joining.expect("agent is here");
    joining.type(kDetach);
    joining.expect("nothing came of --agent, --timeout, what stands behind --");
    joining.expect("ctask resume idea --agent=sh --direct --force --timeout=1h --no-input -- -c true");
    CHECK(joining.wait().status == 0);
    Pty opening = user.start({"open", "idea"});
    opening.expect("agent is here");
    user.let_end();
    opening.expect("nothing came of a shell");
    opening.expect("ctask open idea --direct --force");

    CHECK(opening.wait().status == 7);
}

TEST_CASE(
    "inside tmux a persistent session is refused with what made it persistent, and how to have one here")
{
    TmuxUser user;
    user.ctask.environment.push_back("TMUX=/nowhere,1,0");
    user.ctask.scratch.make_directory("home/.config/ctask");
    user.ctask.scratch.write_file("home/.config/ctask/config.yaml", "session_mode: persistent\n");

    const ProgramResult resumed = user.start({"resume", "idea", "--agent", "sh"}).wait();
    const ProgramResult attached = user.start({"attach", "idea"}).wait();

    CHECK(resumed.status == 125);
    CHECK_MESSAGE(contains(resumed.out, "session_mode is persistent by "), resumed.out);
    CHECK(contains(resumed.out, "config.yaml:1"));
    CHECK(contains(resumed.out, "ctask resume idea --agent=sh --direct"));
    CHECK(attached.status == 125);
    CHECK_FALSE(contains(attached.out, "session_mode"));
    CHECK(contains(attached.out, "ctask resume idea --direct"));
}

TEST_CASE("a terminal that tmux cannot use is refused before anything is begun")
{
    if (!is_installed("tmux")) return;
    for (const char* term : {"dumb", "", "unknown", "no-such-terminal"}) {
        if (term == std::string("no-such-terminal") && !is_installed("tput")) continue;
        TmuxUser user;
        for (std::string& entry : user.ctask.environment)
            if (entry.starts_with("TERM=")) entry = std::string("TERM=") + term;

        const ProgramResult result =
            user.start(Words{"attach", "idea"} + Binary::agent({"exit", "0"})).wait();

        CHECK(result.status == 125);
        CHECK_MESSAGE(contains(result.out, "tmux cannot use a terminal"), result.out);
        CHECK_FALSE(user.session_exists());
        CHECK_FALSE(exists(user.workspace, ".ctask/history.jsonl"));
    }
}

TEST_CASE("a visit that is told to end leaves as one that is detached")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    REQUIRE(eventually([&] { return exists(user.workspace, ".ctask/session.json"); }));

    terminal.send(SIGTERM);

    const ProgramResult result = terminal.wait();
    CHECK(result.status == 0);
    CHECK_MESSAGE(contains(result.out, "idea goes on in tmux; to come back:  ctask attach idea"), result.out);
    CHECK(user.session_exists());
    user.let_end();
}

TEST_CASE("who detaches at a question is not told of a session that has not begun")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    REQUIRE(user.ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "0"})).status == 0);
    std::ofstream(user.workspace + "/notes.md") << "touched";
    Pty terminal = user.start(Words{"attach", "idea"} + Binary::agent({"exit", "5"}));
    terminal.expect("Go on? [Y/n]");
    terminal.type(kDetach);

    const ProgramResult left = terminal.wait();

    CHECK(left.status == 0);
    CHECK_MESSAGE(contains(left.out, "goes on in tmux, where no session is on record yet"), left.out);
    Pty again = user.start({"attach", "idea"});
    again.expect("Go on? [Y/n]");
    again.type("\n");
    CHECK(again.wait().status == 5);
}

TEST_CASE("what an agent said that failed at once does not go with its pane")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    const Words failing = {"say", "no key: set AGENT_KEY\x1b[31m", "say", "\n", "exit", "3"};

    const ProgramResult failed = user.start(Words{"attach", "idea"} + Binary::agent(failing)).wait();
    const ProgramResult fine =
        user.start(Words{"attach", "idea"} + Binary::agent({"say", "all is well", "exit", "0"})).wait();

    CHECK(failed.status == 3);
    const std::size_t told = failed.out.find("in its pane stood:");
    REQUIRE_MESSAGE(told != failed.out.npos, failed.out);
    CHECK_MESSAGE(contains(failed.out.substr(told), "  no key: set AGENT_KEY"), failed.out);
    CHECK(fine.status == 0);
    CHECK_FALSE(contains(fine.out, "in its pane stood:"));
}

TEST_CASE("a session that is refused in its pane is refused in words at the terminal")
{
    if (!is_installed("tmux")) return;
    TmuxUser user;
    const std::string end = user.ctask.scratch.path("end");
    Program direct = user.ctask.start(Words{"resume", "idea"} + Binary::agent({"until", end, "exit", "0"}));
    REQUIRE(eventually([&] { return exists(user.workspace, ".ctask/session.json"); }));
    user.ctask.environment.push_back("CTASK_SESSION_MODE=persistent");

    const ProgramResult refused =
        user.start(Words{"resume", "idea", "--wait=1"} + Binary::agent({"exit", "0"})).wait();

    CHECK(refused.status == 75);
    const std::string told = refused.out.substr(std::min(refused.out.find("[exited]"), refused.out.size()));
    CHECK_MESSAGE(contains(told, "idea is in use: "), refused.out);
    CHECK(contains(told, "start beside it with --force"));
    CHECK_FALSE(contains(told, "workspace in use"));
    user.let_end();
    CHECK(direct.wait().status == 0);
}

TEST_CASE("a session in a tmux whose socket was removed is not called gone, and the line that mends it does")
{
    if (!is_installed("tmux")) return;
    bool taken = false;
    SUBCASE("nobody has the path") {}
    SUBCASE("another server has the path")
    {
        taken = true;
    }
    const TmuxUser user;
    leave_detached(user);
    const std::string socket = variable_of_server(user, "#{socket_path}");
    const std::string pid = variable_of_server(user, "#{pid}");
    REQUIRE(std::filesystem::remove(socket));
    if (taken) user.tmux({"new-session", "-d", "-s", "other", "sleep", "30"});

    const ProgramResult refused = user.start({"attach", "idea"}).wait();

    CHECK(refused.status == 125);
    CHECK_MESSAGE(contains(refused.out, "whose socket " + socket + (taken ? " is another" : " was removed")),
                  refused.out);
    REQUIRE(contains(refused.out, "kill -USR1 " + pid));
    if (taken) REQUIRE(::kill(pid_of(variable_of_server(user, "#{pid}")), SIGTERM) == 0);
    REQUIRE(::kill(pid_of(pid), SIGUSR1) == 0);
    REQUIRE(eventually([&] { return variable_of_server(user, "#{pid}") == pid; }));
    Pty terminal = user.start({"attach", "idea"});
    terminal.expect("agent is here");
    user.let_end();
    CHECK(terminal.wait().status == 7);
}
