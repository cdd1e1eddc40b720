// ctask inside ctask: the agent of one session is another one, or a shell in which somebody starts it.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

/// The fake agent in the workspace "other", in a session that is the agent of one in "idea".
std::string nested(const std::string& verbs)
{
    return "$CTASK resume idea -a $CTASK -- resume other -a $AGENT -- " + verbs;
}

struct Two {
    Binary ctask;
    std::string outer = ctask.make_workspace("idea");
    std::string inner = ctask.make_workspace("other");

    void check_both_settled()
    {
        check_settled(ctask, outer);
        check_settled(ctask, inner);
    }
};

} // namespace

TEST_CASE("Ctrl-C goes through both to the agent once, and its status comes out through both")
{
    Two two;
    Prompt prompt(two.ctask);

    prompt.run(nested("log $LOG say working wait-for INT sleep 0.2 exit 5"));
    prompt.terminal.expect("working\r\n");
    prompt.terminal.type(kCtrlC);

    CHECK(prompt.status() == 5);
    CHECK(two.ctask.scratch.read_file("log") == "INT from kernel\n");
    two.check_both_settled();
}

TEST_CASE("Ctrl-C that ends the agent ends both, and the loop of the shell around them")
{
    Two two;
    Prompt prompt(two.ctask);

    prompt.run("for i in 1 2 3; do " + nested("say working busy") + "; done");
    prompt.terminal.expect("working\r\n");
    prompt.terminal.type(kCtrlC);

    CHECK(prompt.status() == 128 + SIGINT);
    for (const auto& workspace : {two.outer, two.inner})
        CHECK(summary_of(workspace).root()["exit_signal"].text() == "INT");
    two.check_both_settled();
}

TEST_CASE("Ctrl-Z stops both with the agent, fg goes on with all three, twice")
{
    Two two;
    Prompt prompt(two.ctask);
    const std::string go = two.ctask.scratch.path("go");

    prompt.run(nested("log $LOG log-also CONT say working until " + go + " exit 6"));
    prompt.terminal.expect("working\r\n");
    for (std::size_t round = 1; round <= 2; ++round) {
        CAPTURE(round);
        prompt.terminal.type(kCtrlZ);
        prompt.await_stop();
        for (const auto& workspace : {two.outer, two.inner})
            CHECK(state_of(static_cast<pid_t>(*lease_of(workspace).root()["pid"].number())) == 'T');
        prompt.run("fg");
        REQUIRE(eventually([&] { return occurrences(two.ctask.scratch.read_file("log"), "CONT") >= round; }));
    }
    two.ctask.scratch.write_file("go", "");

    CHECK(prompt.status() == 6);
    CHECK(occurrences(two.ctask.scratch.read_file("log"), "\n") == 2);
    two.check_both_settled();
}

TEST_CASE("in the shell of one session another one is a job like any other")
{
    Two two;
    two.ctask.environment.push_back("SHELL=/bin/bash");
    two.ctask.scratch.write_file("home/.bashrc", "PS1='ready> '\n");
    Prompt prompt(two.ctask);

    prompt.run("$CTASK resume idea --shell");
    prompt.terminal.expect("(idea) ready> ");
    prompt.run("$CTASK resume other --shell");
    prompt.terminal.expect("(other) ");
    prompt.await();
    prompt.run("sleep 1000");
    REQUIRE(comes_to_front(prompt.terminal, "sleep"));
    prompt.terminal.type(kCtrlC);
    prompt.await();
    prompt.run("suspend");
    prompt.terminal.expect("topped");
    prompt.terminal.expect("(idea) ready> ");
    prompt.run("fg");
    prompt.terminal.expect("(other) ");
    prompt.await();
    prompt.run("exit 4");
    prompt.terminal.expect("(idea) ready> ");
    prompt.run("exit $(($? + 1))");

    CHECK(prompt.status() == 5);
    two.check_both_settled();
}

TEST_CASE("a window that is closed over both ends both, and both are settled")
{
    Two two;
    Pty terminal =
        two.ctask.start_on_terminal({"resume", "idea", "-a", Binary::path(), "--", "resume", "other", "-a",
                                     Binary::fake_agent(), "--", "say", "working", "busy"});
    terminal.expect("working\r\n");

    terminal.close();

    CHECK(terminal.wait().signal == SIGHUP);
    two.check_both_settled();
}
