// As a job of a real interactive bash.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

using namespace ctask;

namespace {

/// A bash at its prompt, "ready> ".
class Bash {
  public:
    explicit Bash(const Binary& ctask) : terminal(setup(ctask)) { terminal.expect("ready> "); }

    void run(const std::string& line) { terminal.type(line + "\r"); }
    /// What the last command's status was; once bash is back at its prompt.
    void expect_status(int status)
    {
        terminal.expect("ready> ");
        run("echo status is $?");
        terminal.expect("status is " + std::to_string(status) + "\r\n");
    }
    Pty terminal;

  private:
    static ProgramSetup setup(const Binary& ctask)
    {
        ProgramSetup setup = ctask.setup({"bash", "--norc", "--noprofile", "-i"});
        setup.environment.push_back("PS1=ready> ");
        setup.environment.push_back("CTASK=" + Binary::path());
        setup.environment.push_back("AGENT=" + Binary::fake_agent());
        return setup;
    }
};

std::string resume(const std::string& verbs)
{
    return "$CTASK resume idea -a $AGENT -- " + verbs;
}

} // namespace

TEST_CASE("Ctrl-C ends the agent, the session is settled and bash sees 130")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Bash bash(ctask);

    bash.run(resume("say working busy"));
    bash.terminal.expect("working\r\n");
    bash.terminal.type("\x03");

    bash.expect_status(130);
    CHECK(summary_of(workspace).root()["exit_signal"].text() == "INT");
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("Ctrl-C that the agent takes for itself reaches it once, and ctask goes on with it")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Bash bash(ctask);

    bash.run(resume("log " + ctask.scratch.path("signals") + " say working wait-for INT sleep 0.2 exit 5"));
    bash.terminal.expect("working\r\n");
    bash.terminal.type("\x03");

    bash.expect_status(5);
    CHECK(ctask.scratch.read_file("signals") == "INT from kernel\n");
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("Ctrl-C stops a loop of the shell, as with the bare agent")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Bash bash(ctask);

    bash.run("for i in 1 2 3; do " + resume("say working busy") + "; done");
    bash.terminal.expect("working\r\n");
    bash.terminal.type("\x03");

    bash.expect_status(130);
    CHECK(history_of(workspace).size() == 1);
}

TEST_CASE("Ctrl-Z stops both, fg goes on with both")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string go = ctask.scratch.path("go");
    Bash bash(ctask);

    bash.run(resume("say working until " + go + " say again exit 6"));
    bash.terminal.expect("working\r\n");
    bash.terminal.type("\x1a");
    bash.terminal.expect("Stopped");
    bash.terminal.expect("ready> ");
    CHECK(contains(leftovers(workspace), "session.json"));
    ctask.scratch.write_file("go", "");
    bash.run("fg");

    bash.terminal.expect("again\r\n");
    bash.expect_status(6);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("an agent that stops itself gives the prompt back, and bg goes on with it")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    for (const std::string verb : {"stop TSTP", "stop STOP", "stop-group TSTP"}) {
        CAPTURE(verb);
        Bash bash(ctask);

        bash.run(resume("say working " + verb + " say again exit 0"));
        bash.terminal.expect("Stopped");
        bash.terminal.expect("ready> ");
        bash.run("bg; wait; echo waited");

        bash.terminal.expect("again\r\n");
        bash.terminal.expect("waited\r\n");
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("in the background the agent that reads stops, and fg lets it read")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Bash bash(ctask);

    bash.run("$CTASK resume idea -a cat &");
    REQUIRE(eventually([&] { return exists(workspace, ".ctask/session.json"); }));
    const auto pid = static_cast<pid_t>(lease_of(workspace).root()["pid"].number().value_or(0));
    REQUIRE(eventually([&] { return state_of(pid) == 'T'; }));
    bash.run("fg");
    bash.terminal.expect("resume idea -a cat\r\n");
    bash.run("typed");
    bash.terminal.expect("typed\r\ntyped\r\n");
    bash.terminal.type("\x04");

    bash.expect_status(0);
    CHECK(leftovers(workspace) == "");
}
