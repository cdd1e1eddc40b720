// ctask under the commands that people put before a command.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

Words before_ctask(const Words& command, const Words& verbs)
{
    return command + Words{Binary::path(), "resume", "idea"} + Binary::agent(verbs);
}

} // namespace

TEST_CASE("under timeout the agent gets TERM, and the session is settled")
{
    const Words commands[] = {{"timeout", "0.5"},
                              {"timeout", "--foreground", "0.5"},
                              {"timeout", "-s", "INT", "0.5"},
                              {"timeout", "-s", "HUP", "0.5"}};
    for (const Words& command : commands) {
        CAPTURE(command[1]);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");

        Program program(ctask.setup(before_ctask(command, {"busy"})));

        CHECK(program.wait().status == 124);
        check_settled(ctask, workspace);
        const std::string expected = command[1] == "-s" ? command[2] : "TERM";
        CHECK(summary_of(workspace).root()["exit_signal"].text() == expected);
    }
}

TEST_CASE("an agent that outlives timeout's TERM for a while ends in its own way")
{
    for (const Words& command : {Words{"timeout", "0.5"}, Words{"timeout", "--foreground", "0.5"}}) {
        CAPTURE(command[1]);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");

        Program program(ctask.setup(before_ctask(
            command, {"log", ctask.scratch.path("log"), "wait-for", "TERM", "sleep", "1", "exit", "6"})));

        CHECK(program.wait().status == 124);
        check_settled(ctask, workspace);
        CHECK(history_of(workspace)[0].root()["exit_code"].number() == 6);
        const std::size_t terms = occurrences(ctask.scratch.read_file("log"), "TERM");
        // To the group once by timeout, once more by ctask, which cannot tell.
        CHECK(terms >= 1);
        CHECK(terms <= (command[1] == "0.5" ? 2 : 1));
    }
}

TEST_CASE("what timeout kills is told as interrupted by the next session")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    // In a group of its own, so that timeout kills ctask alone; the agent ends a little later by itself.
    Program killed(ctask.setup(
        before_ctask({"timeout", "--foreground", "-s", "KILL", "0.5"}, {"write", "made=", "sleep", "1"})));

    CHECK(killed.wait().signal != SIGTERM);
    REQUIRE(eventually([&] { return processes_of(ctask).empty(); }));
    REQUIRE(exists(workspace, ".ctask/session.json"));
    const ProgramResult next = ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "3"}));

    CHECK(next.status == 3);
    REQUIRE(history_of(workspace).size() == 2);
    CHECK(history_of(workspace)[0].root()["end_reason"].text() == "interrupted");
    CHECK(history_of(workspace)[0].root()["files_added_count"].number() == 1);
    check_settled(ctask, workspace, 2);
}

TEST_CASE("under nohup a closed window ends nobody")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string go = ctask.scratch.path("go");
    Pty terminal(ctask.setup(
        before_ctask({"nohup"}, {"write", ctask.scratch.path("started") + "=", "until", go, "exit", "4"})));
    await_file(ctask.scratch.path("started"));

    terminal.close();
    // It would have been the end of both by now.
    CHECK_FALSE(eventually([&] { return terminal.ended(); }, std::chrono::milliseconds(500)));
    ctask.scratch.write_file("go", "");

    CHECK(terminal.wait().status == 4);
    check_settled(ctask, workspace);
}

TEST_CASE("under setsid the terminal is out of reach, and all else as ever")
{
    if (!is_installed("setsid")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);

    prompt.run("setsid --wait " + resume("say far-away full-screen die KILL"));
    prompt.terminal.expect("far-away\r\n");

    // This is setsid's way to tell of a signal.
    CHECK(prompt.status() == SIGKILL);
    CHECK_FALSE(contains(prompt.terminal.screen(), "\x1b[?1000l"));
    check_settled(ctask, workspace);
}

TEST_CASE("script records a session and sees its status")
{
    if (!is_installed("script")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);
    const std::string typescript = ctask.scratch.path("typescript");

    prompt.run("script -qec \"$CTASK resume idea -a $AGENT -- say recorded exit 7\" " + typescript);
    prompt.terminal.expect("recorded\r\n");

    CHECK(prompt.status() == 7);
    CHECK(contains(ctask.scratch.read_file("typescript"), "recorded\r\n"));
    check_settled(ctask, workspace);
}

TEST_CASE("Ctrl-C in script reaches the agent once")
{
    if (!is_installed("script")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);

    prompt.run("script -qec \"exec " + resume("log $LOG say recorded wait-for INT exit 7") + "\" /dev/null");
    prompt.terminal.expect("recorded\r\n");
    prompt.terminal.type(kCtrlC);

    CHECK(prompt.status() == 7);
    CHECK(ctask.scratch.read_file("log") == "INT from kernel\n");
    check_settled(ctask, workspace);
}
