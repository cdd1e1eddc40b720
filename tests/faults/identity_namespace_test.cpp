// Sessions in namespaces of their own: another boot clock, other process numbers, the same host name.
#include "end_to_end/remains.hpp"
#include "faults/session_through.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <thread>

using namespace ctask;

namespace {

const Words kOtherBootClock = {"unshare", "-U", "-r", "-T", "--boottime", "86400", "--monotonic", "-1000"};
const Words kOtherPids = {"unshare", "-U", "-r", "-p", "-f", "--mount-proc"};
/// /proc goes on to show the old numbers.
const Words kOtherPidsOldProc = {"unshare", "-U", "-r", "-p", "-f"};

ProgramResult resume(const Binary& ctask, const Words& through, const std::string& workspace)
{
    return run_through(ctask, through, {"resume", workspace, "--no-input", "--agent", "true"});
}

/// Makes the heartbeat look so much older, file and all, as if none had come since.
void age_heartbeat(const Binary& ctask, const std::string& workspace, Seconds by)
{
    const std::string name = workspace.substr(ctask.scratch.path().size() + 1) + "/.ctask/session.json";
    std::string lease = ctask.scratch.read_file(name);
    const std::string key = "\"heartbeat_at\": \"";
    const std::size_t at = lease.find(key) + key.size();
    const std::string old = lease.substr(at, lease.find('"', at) - at);
    lease.replace(at, old.size(), format_time(*parse_time(old) - by));
    ctask.scratch.write_file(name, lease);
    ctask.scratch.age(name, by);
}

} // namespace

TEST_SUITE_BEGIN("identity");

TEST_CASE("a live session is seen as such from every time namespace")
{
    if (!can_run_through(kOtherBootClock)) return;
    for (const bool inside : {true, false}) {
        CAPTURE(inside);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        SessionThrough session(ctask, inside ? kOtherBootClock : Words{"env"}, workspace, "one");
        await_agent_in_lease(workspace);

        CHECK(resume(ctask, inside ? Words{"env"} : kOtherBootClock, workspace).status == 75);
        CHECK(resume(ctask, kOtherBootClock, workspace).status == 75);

        CHECK(session.end().status == 0);
        CHECK(history_of(workspace).size() == 1);
        CHECK(summary_of(workspace).root()["duration_seconds"].number().value_or(99) < 60);
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("a live session in another pid namespace of the same host name lives by its heartbeat")
{
    for (const Words& through : {kOtherPids, kOtherPidsOldProc}) {
        if (!can_run_through(through)) return;
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        SessionThrough session(ctask, through, workspace, "one");
        await_agent_in_lease(workspace);
        // There it is the first process.
        CHECK(lease_of(workspace).root()["pid"].number() == 1);

        CHECK(resume(ctask, {"env"}, workspace).status == 75);
        CHECK(resume(ctask, through, workspace).status == 75);

        CHECK(session.end().status == 0);
        CHECK(history_of(workspace).size() == 1);
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("a session of another pid namespace that was killed is over when its heartbeat is")
{
    if (!can_run_through(kOtherPids)) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    {
        SessionThrough session(ctask, kOtherPids, workspace, "one", {"write", "made=x"});
        await_agent_in_lease(workspace);
        // With its first process the whole namespace goes.
        ::kill(session.ctask_pid(), SIGKILL);
        session.program().wait();
    }
    CHECK(resume(ctask, {"env"}, workspace).status == 75);
    age_heartbeat(ctask, workspace, Seconds(120));

    CHECK(resume(ctask, {"env"}, workspace).status == 0);
    const auto history = history_of(workspace);
    REQUIRE(history.size() == 2);
    CHECK(history[0].root()["end_reason"].text() == "interrupted");
    CHECK(history[0].root()["files_added"].texts() == Words{"made"});
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("where /proc shows other processes a session runs, tells who is in use, and ends as any")
{
    if (!can_run_through(kOtherPidsOldProc)) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string script = "\"$0\" resume \"$1\" --no-input --agent \"$2\" -- until \"$3\" & sleep 0.5; "
                               "\"$0\" resume \"$1\" --no-input --agent true; echo second $?; touch \"$3\"; "
                               "wait $!; echo first $?; "
                               "\"$0\" new fresh --no-input --agent false; echo new $?";
    const ProgramResult result =
        Program(ctask.setup(kOtherPidsOldProc + Words{"sh", "-c", script, Binary::path(), workspace,
                                                      Binary::fake_agent(), ctask.scratch.path("ends")}))
            .wait();

    CHECK(result.out == "second 75\nfirst 0\nnew 1\n");
    CHECK(history_of(workspace).size() == 1);
    CHECK(leftovers(workspace) == "");
    // Who stands in a fresh workspace cannot be told there: it stays.
    CHECK(ctask.trash().empty());
    CHECK(contains(result.err, "the workspace stays"));
}

TEST_CASE("a session that slept past its minute loses its lease to another machine's, and nothing else")
{
    if (!can_run_through(kOtherPids)) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    SessionThrough sleeper(ctask, kOtherPids, workspace, "one", {"write", "of-sleeper=x"});
    await_agent_in_lease(workspace);
    const auto started = std::chrono::steady_clock::now();
    const pid_t pid = sleeper.ctask_pid();
    ::kill(pid, SIGSTOP);
    REQUIRE(eventually([&] { return state_of(pid) == 'T'; }));
    age_heartbeat(ctask, workspace, Seconds(120));

    RunningSession thief(ctask, workspace, "two", {"--no-input"}, {"write", "of-thief=x"});
    await_agent_in_lease(workspace);
    const auto owner = lease_of(workspace).root()["session_id"].text();
    // Until after its next heartbeat was due.
    std::this_thread::sleep_until(started + std::chrono::seconds(31));
    ::kill(pid, SIGCONT);
    // It beats at once, finds another's lease, and goes on beside it.
    CHECK(eventually([&] { return contains(leftovers(workspace), "sessions/"); }, std::chrono::seconds(5)));
    CHECK(lease_of(workspace).root()["session_id"].text() == owner);

    const ProgramResult slept = sleeper.end();
    CHECK(slept.status == 0);
    CHECK(contains(slept.err, "another session took this workspace over"));
    CHECK(lease_of(workspace).root()["session_id"].text() == owner);
    CHECK(thief.end().status == 0);
    const auto history = history_of(workspace);
    REQUIRE(history.size() == 3);
    CHECK(history[0].root()["end_reason"].text() == "interrupted");
    CHECK(history[0].root()["files_added"].texts() == Words{"of-sleeper"});
    CHECK(history[1].root()["files_added"].texts() == Words{"of-sleeper", "of-thief"});
    CHECK(history[2].root()["files_added"].texts() == Words{"of-thief"});
    CHECK(leftovers(workspace) == "");
    CHECK(ctask.run({"resume", workspace, "--no-input", "--agent", "true"}).status == 0);
}

TEST_CASE("a session that sleeps on this machine keeps its workspace however long it sleeps")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession sleeper(ctask, workspace, "one");
    await_agent_in_lease(workspace);
    sleeper.program().send(SIGSTOP);
    REQUIRE(eventually([&] { return state_of(sleeper.program().pid()) == 'T'; }));
    age_heartbeat(ctask, workspace, Seconds(3600));

    const ProgramResult refused = ctask.run({"resume", workspace, "--no-input", "--agent", "true"});

    CHECK(refused.status == 75);
    CHECK(contains(refused.err, "stopped or asleep"));
    sleeper.program().send(SIGCONT);
    CHECK(sleeper.end().status == 0);
    CHECK(history_of(workspace).size() == 1);
    CHECK(leftovers(workspace) == "");
}

TEST_SUITE_END();
