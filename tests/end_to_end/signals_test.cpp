// Signals that processes send to ctask.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

/// A session whose agent notes its signals in "signals" and has begun to.
Program start_noting(const Binary& ctask, const std::string& workspace, const Words& then)
{
    const std::string started = ctask.scratch.path("started");
    Program program = ctask.start(
        Words{"resume", workspace} +
        Binary::agent(Words{"log", ctask.scratch.path("signals"), "write", started + "="} + then));
    await_file(started);
    return program;
}

} // namespace

TEST_CASE("a signal sent to ctask reaches the agent once, from ctask, and the session is settled")
{
    struct Sent {
        int number;
        std::string name;
    };
    const Sent all[] = {{SIGTERM, "TERM"}, {SIGINT, "INT"},   {SIGHUP, "HUP"},
                        {SIGQUIT, "QUIT"}, {SIGUSR1, "USR1"}, {SIGUSR2, "USR2"}};
    for (const Sent& sent : all) {
        CAPTURE(sent.name);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        const Words then = {"wait-for", sent.name, "sleep", "0.1", "exit", "7"};
        Program program = start_noting(ctask, workspace, then);

        program.send(sent.number);
        const ProgramResult result = program.wait();

        CHECK(result.status == 7);
        const std::string line = sent.name + " from " + std::to_string(program.pid()) + "\n";
        CHECK(ctask.scratch.read_file("signals") == line);
        CHECK(history_of(workspace).size() == 1);
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("an agent that TERM ends makes ctask end by TERM")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession session(ctask, workspace, "one");

    session.program().send(SIGTERM);

    CHECK(session.program().wait().signal == SIGTERM);
    CHECK(summary_of(workspace).root()["exit_signal"].text() == "TERM");
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("an agent that answers TERM by an exit status of its own is believed")
{
    for (const std::string status : {"0", "143"}) {
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        RunningSession session(ctask, workspace, "one", {}, {"catch", "TERM=" + status});

        session.program().send(SIGTERM);

        CHECK(session.program().wait().status == std::stoi(status));
    }
}

TEST_CASE("a second TERM kills an agent that will not end, and what it has started")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string pidfile = ctask.scratch.path("daemon");
    Program program = start_noting(
        ctask, workspace, {"daemon", pidfile + "=60", "write", ctask.scratch.path("on") + "=", "busy"});
    await_file(ctask.scratch.path("on"));

    program.send(SIGTERM);
    REQUIRE(eventually([&] { return contains(ctask.scratch.read_file("signals"), "TERM"); }));
    // Two of them within a moment are one request: somebody signals a process and its group.
    const auto ended_by_more = [&] {
        program.send(SIGTERM);
        return program.ended();
    };

    CHECK(eventually(ended_by_more));
    CHECK(program.wait().signal == SIGKILL);
    const pid_t daemon = std::stoi(ctask.scratch.read_file("daemon"));
    CHECK(eventually([&] { return state_of(daemon) == 0; }));
    CHECK(history_of(workspace).size() == 1);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a signal while ctask waits for another session ends it, and the other goes on")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession other(ctask, workspace, "one");
    Program waiting = ctask.start({"resume", workspace, "--wait", "--agent", "true"});
    REQUIRE(eventually([&] { return contains(waiting.err(), "waiting"); }));

    waiting.send(SIGTERM);
    const ProgramResult result = waiting.wait();

    CHECK((result.signal == SIGTERM || result.status == 128 + SIGTERM));
    CHECK(other.end().status == 0);
    CHECK(history_of(workspace).size() == 1);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("an agent that stops itself stops ctask, and goes on with it")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Program program = ctask.start(Words{"resume", workspace} + Binary::agent({"stop", "STOP", "exit", "5"}));

    REQUIRE(eventually([&] { return state_of(program.pid()) == 'T'; }));
    program.send(SIGCONT);

    CHECK(program.wait().status == 5);
    CHECK(leftovers(workspace) == "");
}
