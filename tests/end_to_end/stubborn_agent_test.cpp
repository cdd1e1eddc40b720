// Agents that do not want to end, --timeout, and what is left behind.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <thread>

using namespace ctask;

namespace {

/// A session whose agent is a shell script; $1 is a directory of the test's own.
class ScriptSession {
  public:
    ScriptSession(const Words& options, const std::string& script)
        : workspace(ctask.make_workspace("idea")),
          program(ctask.start(Words{"resume", workspace} + options +
                              Words{"--agent", "sh", "--", "-c", script, "sh", ctask.scratch.path()}))
    {
    }
    /// The process whose number the script has written there.
    pid_t pid_in(const std::string& name) const
    {
        await_file(ctask.scratch.path(name));
        REQUIRE(eventually([&] { return ctask.scratch.read_file(name).ends_with('\n'); }));
        return std::stoi(ctask.scratch.read_file(name));
    }
    void check_timed_out()
    {
        CHECK(program.wait(std::chrono::minutes(1)).status == 124);
        CHECK(summary_of(workspace).root()["end_reason"].text() == "timed_out");
        CHECK(leftovers(workspace) == "");
    }

    Binary ctask;
    std::string workspace;
    Program program;
};

bool has_ended(pid_t pid)
{
    return state_of(pid) == 0 || state_of(pid) == 'Z';
}

bool is_gone(pid_t pid)
{
    return eventually([pid] { return has_ended(pid); });
}

} // namespace

TEST_CASE("ctask stays with an agent that swallows TERM; a second TERM kills the whole tree")
{
    ScriptSession session({}, "cd \"$1\"; trap 'echo >termed' TERM; "
                              "setsid sh -c 'trap \"\" TERM HUP; echo $$ >far; while :; do sleep 1; done' & "
                              "sh -c 'trap \"\" TERM; echo $$ >near; sleep 600; :' & "
                              "while :; do wait; done");
    const pid_t far = session.pid_in("far");
    const pid_t near = session.pid_in("near");

    session.program.send(SIGTERM);
    await_file(session.ctask.scratch.path("termed"));
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    CHECK_FALSE(session.program.ended());
    session.program.send(SIGTERM);

    CHECK(session.program.wait().signal == SIGKILL);
    CHECK(is_gone(far));
    CHECK(is_gone(near));
    CHECK(summary_of(session.workspace).root()["exit_signal"].text() == "KILL");
    CHECK(leftovers(session.workspace) == "");
}

TEST_CASE("--timeout changes nothing for an agent that ends in time")
{
    ScriptSession session({"--timeout=10m"}, "exit 7");
    CHECK(session.program.wait().status == 7);
    CHECK(summary_of(session.workspace).root()["end_reason"].text() == "child_exited");
}

TEST_CASE("--timeout ends by 124 whether the agent dies of TERM or answers it")
{
    ScriptSession dies({"--timeout=300ms"}, "exec sleep 600");
    dies.check_timed_out();

    ScriptSession answers({"--timeout=300ms"}, "trap 'exit 0' TERM; while :; do sleep 0.1; done");
    answers.check_timed_out();
}

TEST_CASE("--timeout reaches the children of a launcher, also a stopped one in another session")
{
    ScriptSession session({"--timeout=1s"}, "cd \"$1\"; trap : TERM; "
                                            "setsid sh -c 'echo $$ >far; kill -STOP $$; sleep 600' & "
                                            "sleep 600 & echo $! >near; wait; wait; wait; exit 0");
    const pid_t far = session.pid_in("far");
    const pid_t near = session.pid_in("near");

    session.check_timed_out();

    CHECK(is_gone(far));
    CHECK(is_gone(near));
}

TEST_CASE("--timeout that ran out while the agent was stopped, and ctask with it, takes hold when they go on")
{
    ScriptSession session({"--timeout=500ms"}, "kill -STOP $$; sleep 600");
    REQUIRE(eventually([&] { return state_of(session.program.pid()) == 'T'; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(600));

    session.program.send(SIGCONT);

    session.check_timed_out();
}

TEST_CASE("--timeout kills the tree of an agent that ignores TERM, ten seconds later")
{
    ScriptSession session({"--timeout=300ms"}, "cd \"$1\"; trap '' TERM; setsid sleep 600 & echo $! >far; "
                                               "while :; do sleep 600; done");
    const pid_t far = session.pid_in("far");
    const auto start = std::chrono::steady_clock::now();

    session.check_timed_out();

    CHECK(std::chrono::steady_clock::now() - start > std::chrono::seconds(9));
    CHECK(is_gone(far));
}

TEST_CASE("processes that outlive the agent are left alone, and told of when they stand in the workspace")
{
    // The shell ends when both have become what they are to be.
    ScriptSession session({}, "is_there() { until grep -q sleep /proc/$1/comm; do sleep 0.01; done; }; "
                              "sleep 601 & echo $! >\"$1/here\"; is_there $!; "
                              "cd /; sleep 602 & echo $! >\"$1/elsewhere\"; is_there $!; exit 7");
    const ProgramResult result = session.program.wait();
    const pid_t here = session.pid_in("here");
    const pid_t elsewhere = session.pid_in("elsewhere");

    CHECK(result.status == 7);
    CHECK_FALSE(has_ended(here));
    CHECK_FALSE(has_ended(elsewhere));
    CHECK(
        contains(result.err, "still running in the workspace: sleep 601 (pid " + std::to_string(here) + ")"));
    CHECK_FALSE(contains(result.err, "sleep 602"));
    ::kill(here, SIGKILL);
    ::kill(elsewhere, SIGKILL);
}

TEST_CASE("who called ctask from within the workspace is not left behind by the agent")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("x");
    const std::string script = "cd \"$1\" && \"$0\" resume x --agent true; exit $?";
    const ProgramResult result = Program(ctask.setup({"sh", "-c", script, Binary::path(), workspace})).wait();
    CHECK(result.status == 0);
    CHECK_FALSE(contains(result.err, "still running"));
}
