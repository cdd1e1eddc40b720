// Questions, on a terminal.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

constexpr const char* kBesideQuestion = "[y/N] ";
constexpr const char* kOutsideQuestion = "[Y/n] ";

/// A workspace in which a file has changed since its last session.
std::string changed_workspace(const Binary& ctask)
{
    const std::string workspace = ctask.make_workspace("idea");
    REQUIRE(ctask.run({"resume", workspace, "--agent", "true"}).status == 0);
    ctask.scratch.write_file((workspace + "/by-hand.txt").substr(ctask.scratch.path().size() + 1), "x");
    return workspace;
}

} // namespace

TEST_CASE("a workspace in use is asked about, and the default is no")
{
    const std::string noes[] = {"\n", "n\n", "No\n", "\x04"};
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession other(ctask, workspace, "one");

    for (const auto& answer : noes) {
        CAPTURE(answer);
        Pty terminal = ctask.start_on_terminal(Words{"resume", workspace} + Binary::agent({"say", "it ran"}));
        terminal.expect("is in use");
        terminal.expect(kBesideQuestion);
        terminal.type(answer);
        const ProgramResult result = terminal.wait();
        CHECK(result.status == 0);
        CHECK_FALSE(contains(result.out, "it ran"));
        CHECK(contains(result.out, "nothing was started"));
    }

    CHECK(other.end().status == 0);
    CHECK(history_of(workspace).size() == 1);
}

TEST_CASE("a yes starts a session beside the other one")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession other(ctask, workspace, "one");

    Pty terminal =
        ctask.start_on_terminal(Words{"resume", workspace} + Binary::agent({"say", "it ran", "exit", "3"}));
    terminal.expect(kBesideQuestion);
    terminal.type("what?\n");
    terminal.expect(kBesideQuestion);
    terminal.type("y\n");

    terminal.expect("it ran");
    CHECK(terminal.wait().status == 3);
    CHECK(other.end().status == 0);
    CHECK(history_of(workspace).size() == 2);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("changes from outside are asked about, and the default is yes")
{
    for (const bool no : {false, true}) {
        CAPTURE(no);
        const Binary ctask;
        const std::string workspace = changed_workspace(ctask);

        Pty terminal = ctask.start_on_terminal(Words{"resume", workspace} + Binary::agent({"say", "it ran"}));
        terminal.expect("1 file changed outside ctask");
        terminal.expect("by-hand.txt");
        terminal.expect(kOutsideQuestion);
        terminal.type(no ? "n\n" : "\n");

        const ProgramResult result = terminal.wait();
        CHECK(result.status == 0);
        CHECK(contains(result.out, "it ran") == !no);
        CHECK(history_of(workspace).size() == (no ? 1 : 2));
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("without a terminal, and with --no-input, changes from outside are only told")
{
    const Binary ctask;
    const std::string workspace = changed_workspace(ctask);

    Pty terminal = ctask.start_on_terminal(Words{"resume", workspace, "--no-input"} +
                                           Binary::agent({"write", "b=", "exit", "3"}));
    terminal.expect("1 file changed outside ctask");
    CHECK(terminal.wait().status == 3);
    ctask.scratch.write_file((workspace + "/again.txt").substr(ctask.scratch.path().size() + 1), "x");
    const ProgramResult piped = ctask.run(Words{"resume", workspace} + Binary::agent({"exit", "4"}));

    CHECK(piped.status == 4);
    CHECK(contains(piped.err, "1 file changed outside ctask since the last session: again.txt"));
    CHECK_FALSE(contains(piped.err, "[Y/n]"));
}

TEST_CASE("Ctrl-C at a question ends ctask as by INT, with nothing left behind")
{
    const Binary ctask;
    const std::string workspace = changed_workspace(ctask);

    Pty terminal = ctask.start_on_terminal({"resume", workspace, "--agent", "true"});
    terminal.expect(kOutsideQuestion);
    terminal.type("\x03");
    const ProgramResult result = terminal.wait();

    CHECK((result.signal == SIGINT || result.status == 130));
    CHECK(history_of(workspace).size() == 1);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a question that was stopped by Ctrl-Z is put once more after fg")
{
    const Binary ctask;
    changed_workspace(ctask);
    Prompt shell(ctask);
    shell.run(resume("say it-ran exit 5"));
    shell.terminal.expect(kOutsideQuestion);

    shell.terminal.type(kCtrlZ);
    shell.await_stop();
    shell.run("fg");
    shell.terminal.expect(kOutsideQuestion);
    shell.terminal.type("y\r");

    shell.terminal.expect("it-ran\r\n");
    CHECK(shell.status() == 5);
}

TEST_CASE("a question that is sent to the background stops the job, as a read does")
{
    const Binary ctask;
    changed_workspace(ctask);
    Prompt shell(ctask);
    shell.run(resume("say it-ran exit 5"));
    shell.terminal.expect(kOutsideQuestion);
    shell.terminal.type(kCtrlZ);
    shell.await_stop();

    shell.run("bg; sleep 0.3");
    shell.await_stop();
    shell.run("fg");

    shell.terminal.expect(kOutsideQuestion);
    shell.terminal.type("y\r");
    shell.terminal.expect("it-ran\r\n");
    CHECK(shell.status() == 5);
}

TEST_CASE("on a terminal the banner goes to stdout, above what the agent writes")
{
    const Binary ctask;

    Pty terminal = ctask.start_on_terminal({"new", "idea", "--agent", "echo", "--", "from the agent"});

    terminal.expect(":: idea · echo");
    terminal.expect("from the agent");
    CHECK(terminal.wait().status == 0);
}

TEST_CASE("when a full-screen agent was killed, the terminal is as it was before")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string go = ctask.scratch.path("go");
    Pty terminal =
        ctask.start_on_terminal(Words{"resume", workspace} +
                                Binary::agent({"full-screen", "say", "raw now", "until", go, "die", "KILL"}));
    terminal.expect("raw now");
    REQUIRE((terminal.modes().c_lflag & (ICANON | ECHO)) == 0);

    ctask.scratch.write_file("go", "");

    CHECK(terminal.wait().signal == SIGKILL);
    CHECK((terminal.modes().c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG));
    terminal.expect("\x1b[?1000l");
    for (const char* reset : {"\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l", "\x1b[?1006l"})
        CHECK(contains(terminal.screen(), reset));
}

TEST_CASE("a closed window ends the agent and settles the session")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Pty terminal =
        ctask.start_on_terminal(Words{"resume", workspace} + Binary::agent({"say", "ready", "busy"}));
    terminal.expect("ready");

    terminal.close();

    CHECK(terminal.wait().signal == SIGHUP);
    CHECK(summary_of(workspace).root()["exit_signal"].text() == "HUP");
    CHECK(leftovers(workspace) == "");
}
