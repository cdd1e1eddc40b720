// ctask killed in mid-session.
#include "end_to_end/records.hpp"
#include "posix/host.hpp"
#include "record/lock_note.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

/// Kills ctask and leaves its agent running; the agent's pid.
pid_t kill_only_ctask(RunningSession& session, const std::string& workspace)
{
    pid_t agent = 0;
    const bool named = eventually([&] {
        const JsonDocument lease = lease_of(workspace);
        agent = static_cast<pid_t>(lease.root()["child_pid"].number().value_or(0));
        return agent > 0;
    });
    REQUIRE_MESSAGE(named, "the lease does not name the agent");
    session.program().send(SIGKILL);
    REQUIRE(session.program().wait().signal == SIGKILL);
    return agent;
}

void end_agent(const RunningSession& session, pid_t agent)
{
    session.tell_to_end();
    const bool gone = eventually([&] { return state_of(agent) == 0 || state_of(agent) == 'Z'; });
    REQUIRE(gone);
}

} // namespace

TEST_CASE("after kill -9 the next session records the interrupted one and goes on")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession session(ctask, workspace, "one", {}, {"write", "done.txt=x", "append", "notes.md=y"});
    end_agent(session, kill_only_ctask(session, workspace));
    REQUIRE(exists(workspace, ".ctask/session.json"));
    REQUIRE(exists(workspace, ".ctask/manifest-start.json"));

    const ProgramResult next =
        ctask.run(Words{"resume", workspace, "--no-input"} + Binary::agent({"exit", "3"}));

    CHECK(next.status == 3);
    CHECK(contains(next.err, "was interrupted; 2 files changed in it: recorded"));
    CHECK_FALSE(contains(next.err, "outside"));
    const auto history = history_of(workspace);
    REQUIRE(history.size() == 2);
    CHECK(history[0].root()["end_reason"].text() == "interrupted");
    CHECK(history[0].root()["files_added"].texts() == Words{"done.txt"});
    CHECK(history[0].root()["files_modified"].texts() == Words{"notes.md"});
    CHECK(history[1].root()["end_reason"].text() == "child_exited");
    CHECK(occurrences(read_file(workspace, "logs/sessions.log"), "\n") == 2);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("while the agent of a killed ctask lives, the workspace is in use and this is told")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession session(ctask, workspace, "one");
    const pid_t agent = kill_only_ctask(session, workspace);

    const ProgramResult refused = ctask.run({"resume", workspace, "--no-input", "--agent", "true"});

    CHECK(refused.status == 75);
    CHECK(contains(refused.err, "ctask is gone"));
    CHECK(contains(refused.err, "still runs as pid " + std::to_string(agent)));
    CHECK(contains(refused.err, "--force"));
    CHECK(history_of(workspace).empty());
    end_agent(session, agent);
}

TEST_CASE("a waiting session goes on when the agent of a killed ctask ends")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession session(ctask, workspace, "one");
    const pid_t agent = kill_only_ctask(session, workspace);
    Program waiting = ctask.start({"resume", workspace, "--wait", "--agent", "true"});
    REQUIRE(eventually([&] { return contains(waiting.err(), "waiting"); }));

    end_agent(session, agent);

    CHECK(waiting.wait().status == 0);
    CHECK(history_of(workspace).size() == 2);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a lock whose holder was killed keeps nobody waiting")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    ctask.scratch.make_directory(workspace.substr(ctask.scratch.path().size() + 1) + "/.ctask");
    const std::string lock = workspace.substr(ctask.scratch.path().size() + 1) + "/.ctask/write.lock";
    const std::string host = read_host(Environment()).hostname;
    ctask.scratch.write_file(lock, format_lock_note({4194000, 1, host, "b", "killed"}));

    const auto before = std::chrono::steady_clock::now();
    const ProgramResult result = ctask.run({"resume", workspace, "--agent", "true"});
    const auto lasted = std::chrono::steady_clock::now() - before;

    CHECK(result.status == 0);
    CHECK_FALSE(contains(result.err, "lock"));
    CHECK(lasted < std::chrono::milliseconds(1900));
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a coexisting session that was killed is recorded too")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession owner(ctask, workspace, "one");
    RunningSession beside(ctask, workspace, "two", {"--force"});
    beside.program().send(SIGKILL);
    REQUIRE(beside.program().wait().signal == SIGKILL);
    beside.tell_to_end();
    CHECK(owner.end().status == 0);
    REQUIRE(contains(leftovers(workspace), "sessions/"));

    const auto settled = [&] {
        CHECK(ctask.run({"resume", workspace, "--wait", "--agent", "true"}).status == 0);
        return leftovers(workspace) == "";
    };

    CHECK(eventually(settled));
    std::size_t interrupted = 0;
    for (const auto& session : history_of(workspace))
        if (session.root()["end_reason"].text() == "interrupted") ++interrupted;
    CHECK(interrupted == 1);
}
