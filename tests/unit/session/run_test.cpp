// Whole sessions in a world of virtual time: what is recorded, what is left, how they end.
#include "session_fixture.hpp"

#include "session/leases.hpp"

#include <csignal>
#include <filesystem>

using namespace ctask;
using namespace std::chrono_literals;

TEST_CASE_FIXTURE(SessionFixture, "a session records what its agent changed and leaves nothing behind")
{
    scratch.write_file(name("old.txt"), "old");
    scratch.write_file(name("gone.txt"), "gone");
    world.processes.next_child().exits_after(42min, 3).does_after(10s, [this] {
        scratch.write_file(name("new.txt"), "new");
        scratch.write_file(name("old.txt"), "changed");
        scratch.write_file(name("notes.md"), "I was here");
        scratch.remove(name("gone.txt"));
    });

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 3);
    const Changes expected{{"new.txt"}, {"notes.md", "old.txt"}, {"gone.txt"}};
    CHECK(summary().changes == expected);
    REQUIRE(history().size() == 1);
    CHECK(history().front().session.changes == expected);
    CHECK(summary().duration_seconds == 42 * 60);
    CHECK(summary().exit_code == 3);
    CHECK(summary().notes_updated);
    CHECK(scratch.read_file(name("logs/sessions.log")).find("claude") != std::string::npos);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture,
                  "where the files are known already one lock does for lease and start manifest")
{
    const auto mark = [&] { scratch.set_mode(state("write.lock"), 0640); };
    const auto is_marked = [&] {
        if (!exists(state("write.lock"))) return false;
        return (std::filesystem::status(scratch.path(state("write.lock"))).permissions() &
                std::filesystem::perms::group_read) != std::filesystem::perms::none;
    };
    for (const bool known : {false, true}) {
        bool same = !known;
        world.files.faults().before(Touch::write, "session.json", mark);
        world.files.faults().before(Touch::write, "manifest-start.json", [&] { same = is_marked(); });

        run(plan());

        CHECK(same == known);
        check_settled();
    }
}

TEST_CASE_FIXTURE(SessionFixture, "how long a session lasted is not told from a clock that is set meanwhile")
{
    for (const Nanoseconds step : {Nanoseconds(-30 * 24h), Nanoseconds(365 * 24h)}) {
        world.processes.next_child().exits_after(42min).does_after(1min, [&] { world.clock.start += step; });

        run(plan());

        CHECK(summary().duration_seconds == 42 * 60);
        CHECK(summary().ended_at >= summary().started_at);
        check_settled();
    }
}

TEST_CASE_FIXTURE(SessionFixture,
                  "of the processes that stand there those that began with the session are left behind")
{
    const WallTime now = world.clock.now();
    world.processes.table().newcomers = {{4242, 0, 1, now - 1h, "while it waited for the workspace"},
                                         {4243, 0, 1, now + 1h, "daemon"}};
    world.processes.next_child().exits_after(1s);
    run(plan());

    REQUIRE(events.has<LeftBehind>());
    REQUIRE(events.last<LeftBehind>().processes.size() == 1);
    CHECK(events.last<LeftBehind>().processes.front().command == "daemon");
}

TEST_CASE_FIXTURE(SessionFixture, "a session that removed task.yaml, or all, is told so at its end")
{
    world.processes.next_child().exits_after(1s);
    run(plan());
    CHECK_FALSE(events.has<WorkspaceGone>());

    world.processes.next_child().exits_after(1s).when_started([this] { scratch.remove(name("task.yaml")); });
    run(plan());

    REQUIRE(events.has<WorkspaceGone>());
    CHECK(events.last<WorkspaceGone>().path == workspace.path);
    CHECK(events.last<WorkspaceGone>().task.title == "the work");
    CHECK_FALSE(events.last<WorkspaceGone>().all_of_it);
}

TEST_CASE_FIXTURE(SessionFixture,
                  "the next session is told what the last one did, and of nothing changed outside")
{
    world.processes.next_child().exits_after(1s).when_started([this] { scratch.write_file(name("a"), "a"); });
    run(plan());
    world.advance(2h);

    run(plan());

    REQUIRE(events.has<LastSession>());
    CHECK(events.last<LastSession>().session.changes.added == std::vector<std::string>{"a"});
    CHECK_FALSE(events.has<ChangedOutside>());
    CHECK(history().size() == 2);
}

TEST_CASE_FIXTURE(SessionFixture, "the lease names the session and its child while it runs")
{
    Lease seen;
    world.processes.next_child().exits_after(31s).does_after(5s, [&] { seen = lease(); });

    run(plan());

    CHECK(seen.session_id == plan().session_id);
    CHECK(seen.pid == world.host.pid);
    CHECK(seen.pid_start == world.host.start_ticks);
    CHECK(seen.child_pid == world.processes.child().pid());
    CHECK(seen.child_start == world.processes.child().start_ticks());
    CHECK(seen.boot_id == world.host.boot_id);
    CHECK(seen.agent == "claude");
}

TEST_CASE_FIXTURE(SessionFixture, "the heart beats every thirty seconds for an hour")
{
    std::vector<WallTime> beats;
    ChildScript& child = world.processes.next_child();
    child.exits_after(1h + 10s);
    for (int n = 1; n <= 120; ++n)
        child.does_after(n * 30s + 1s, [&] { beats.push_back(*lease().heartbeat_at); });

    run(plan());

    REQUIRE(beats.size() == 120);
    for (std::size_t i = 0; i < beats.size(); ++i)
        CHECK(beats[i] - world.clock.start == (static_cast<std::int64_t>(i) + 1) * 30s);
}

TEST_CASE_FIXTURE(SessionFixture, "a suspended laptop keeps its lease and beats as soon as it wakes")
{
    WallTime beat{};
    world.processes.next_child().exits_after(9h).does_after(45s, [this] { world.suspend_for(8h); });
    world.at(8h + 46s, [&] { beat = *lease().heartbeat_at; });

    const Outcome outcome = run(plan());

    CHECK(beat - world.clock.start >= 8h);
    CHECK(outcome.summary.has_value());
    CHECK_FALSE(events.has<LeaseLost>());
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "a lease that was removed is written anew at the next beat")
{
    bool there = false;
    world.processes.next_child()
        .exits_after(2min)
        .does_after(40s, [this] { scratch.remove(state("session.json")); })
        .does_after(61s, [&] { there = exists(state("session.json")); });

    run(plan());

    CHECK(there);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "a lease that became another's is left to it, and that is told")
{
    world.processes.table().add(777, 1234);
    const Lease other = lease_of(777, 1234);
    world.processes.next_child().exits_after(2min).does_after(40s, [&] { write_lease_file(other); });

    run(plan());

    REQUIRE(events.has<LeaseLost>());
    CHECK(events.last<LeaseLost>().by == other.session_id);
    CHECK(lease().session_id == other.session_id);
    CHECK(history().size() == 1);
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a lease that was lost while the files were listed leaves the other's start manifest alone")
{
    world.processes.table().add(777, 1234);
    const Lease other = lease_of(777, 1234);
    world.files.faults().before(Touch::scan, workspace.name, [&] {
        write_lease_file(other);
        scratch.write_file(state("manifest-start.json"), "theirs");
    });
    std::size_t leases = 0;
    world.processes.next_child().exits_after(2min).does_after(
        40s, [&] { leases = look_at_leases(world.world(), *workspace.directory).size(); });

    run(plan());

    CHECK(events.count<LeaseLost>() == 1);
    CHECK(leases == 2);
    CHECK(lease().session_id == other.session_id);
    CHECK(scratch.read_file(state("manifest-start.json")) == "theirs");
    CHECK(workspace.directory->open(".ctask")->names("sessions").empty());
}

TEST_CASE_FIXTURE(SessionFixture, "an agent that cannot be started ends with its status and is not recorded")
{
    for (const auto& [error, status] : {std::pair{ENOENT, 127}, {EACCES, 126}, {ENOEXEC, 126}}) {
        world.processes.next_child().cannot_start(error);

        const Outcome outcome = run(plan());

        CHECK(exit_status(outcome.ending) == status);
        CHECK(events.has<NotStarted>());
        CHECK_FALSE(exists(state("history.jsonl")));
        check_settled();
    }
}

TEST_CASE_FIXTURE(SessionFixture, "what kept an agent from starting is told apart from the agent itself")
{
    struct Row {
        int error;
        StartFailure::Step step;
        int status;
        const char* reason;
    };
    using Step = StartFailure::Step;
    const Row rows[] = {
        {ENOENT, Step::find_interpreter, 126, "the interpreter it names does not exist"},
        {EAGAIN, Step::make_process, 125, "Resource temporarily unavailable"},
        {ENOENT, Step::enter_directory, 125, "No such file or directory"},
    };
    for (const Row& row : rows) {
        world.processes.next_child().cannot_start(row.error, row.step);

        const Outcome outcome = run(plan());

        CHECK(exit_status(outcome.ending) == row.status);
        REQUIRE(events.has<NotStarted>());
        CHECK(events.last<NotStarted>().reason.find(row.reason) != std::string::npos);
        CHECK_FALSE(exists(state("history.jsonl")));
        check_settled();
    }
}

TEST_CASE_FIXTURE(SessionFixture, "signals to ctask reach the child, and its death is ctask's own ending")
{
    world.processes.next_child();
    world.at(3s, [this] { world.signals.push(SIGTERM, 900); });

    const Outcome outcome = run(plan());

    CHECK(world.processes.child().signals() == std::vector<int>{SIGTERM});
    CHECK(closing_signal(outcome.ending) == SIGTERM);
    CHECK(summary().exit_signal == "TERM");
    CHECK(world.terminal.given_back == std::vector<bool>{true});
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a time limit stops a child that will not end, tree and all, and the status says so")
{
    world.processes.next_child().ignores(SIGTERM);
    Plan limited = plan();
    limited.timeout = 5s;

    const Outcome outcome = run(std::move(limited));

    CHECK(exit_status(outcome.ending) == 124);
    CHECK(world.processes.child().tree_killed_at() == 15s);
    CHECK(summary().end_reason == "timed_out");
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "a child that stops stops ctask, and both go on together")
{
    world.processes.next_child().stops_after(5s, SIGTSTP).exits_after(10s);
    world.signals.while_stopped = [this] { world.suspend_for(1h); };

    const Outcome outcome = run(plan());

    CHECK(world.signals.stops == std::vector<int>{SIGTSTP});
    CHECK(exit_status(outcome.ending) == 0);
    REQUIRE(world.terminal.given_back.size() == 2);
    CHECK_FALSE(world.terminal.given_back.front());
    CHECK(summary().duration_seconds >= 3600);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "where nobody could continue ctask a stopped child is continued at once")
{
    world.processes.next_child().stops_after(5s, SIGSTOP).exits_after(10s);
    world.signals.cannot_stop = true;

    const Outcome outcome = run(plan());

    CHECK(world.processes.child().signals() == std::vector<int>{SIGCONT});
    CHECK(exit_status(outcome.ending) == 0);
}
