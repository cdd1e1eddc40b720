// Sessions that meet: refused, asked, waiting, coexisting.
#include "session_fixture.hpp"

#include "base/error.hpp"

#include <csignal>
#include <unistd.h>
#include <utility>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

/// A second ctask on the same machine, in the same workspace.
struct Neighbour {
    explicit Neighbour(SessionFixture& fixture) : world(fixture.world, 4100), fixture_(fixture) {}

    Plan plan() { return fixture_.plan(world); }
    Started<Outcome> start(Plan planned)
    {
        return world.start(run_session(world.world(), events, std::move(planned)));
    }

    FakeWorld world;
    RecordedEvents events;

  private:
    SessionFixture& fixture_;
};

} // namespace

TEST_CASE_FIXTURE(SessionFixture, "a workspace in use refuses a second session when there is nobody to ask")
{
    Neighbour first(*this);
    first.world.processes.next_child().exits_after(1h);
    const auto running = first.start(first.plan());

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 75);
    REQUIRE(events.has<InUse>());
    CHECK(events.last<InUse>().refused);
    CHECK(events.last<InUse>().lease.pid == first.world.host.pid);
    CHECK(world.processes.started() == 0);
    REQUIRE(running.ended());
    CHECK(history().size() == 1);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture,
                  "two sessions, the second ending first or last, are both recorded and harm each other not")
{
    for (const bool second_ends_first : {true, false}) {
        Neighbour first(*this);
        RecordedEvents own;
        first.world.processes.next_child().exits_after(second_ends_first ? 1h : 10min);
        const auto running = first.start(first.plan());
        world.processes.next_child().exits_after(30min).when_started(
            [this] { scratch.write_file(name("mine"), "x"); });
        Plan forced = plan();
        forced.force = true;

        const Outcome outcome = run(std::move(forced));

        REQUIRE(running.ended());
        CHECK(exit_status(outcome.ending) == 0);
        CHECK(running.result().summary->changes_known);
        CHECK(events.last<Starting>().beside_another);
        CHECK_FALSE(first.events.has<LeaseLost>());
        CHECK_FALSE(first.events.has<Trouble>());
        check_settled();
        scratch.remove(name("mine"));
    }
    CHECK(history().size() == 4);
}

TEST_CASE_FIXTURE(SessionFixture, "asked whether to start beside another, the default is no and yes goes on")
{
    struct Row {
        const char* answer;
        std::size_t started;
    };
    for (const Row& row : {Row{"", 0}, Row{"n", 0}, Row{"y", 1}, Row{"YES", 1}}) {
        Neighbour first(*this);
        first.world.processes.next_child().exits_after(1h);
        const auto running = first.start(first.plan());
        const std::size_t before = world.processes.started();
        world.terminal.answer(row.answer);

        const Outcome outcome = run(plan());

        CHECK(exit_status(outcome.ending) == 0);
        CHECK(world.processes.started() - before == row.started);
        REQUIRE(running.ended());
        check_settled();
    }
}

TEST_CASE_FIXTURE(SessionFixture, "a session is not waited for from the inside, where it would never end")
{
    struct Row {
        bool inside;
        bool certain;
        bool refused;
    };
    for (const Row& row :
         {Row{true, true, true}, Row{false, true, false}, Row{true, false, true}, Row{false, false, false}}) {
        CAPTURE(row.inside);
        CAPTURE(row.certain);
        Lease other = lease_of(4500, 77);
        other.heartbeat_at = world.clock.now();
        if (!row.certain) other.pid_namespace = "pid:[1]";
        write_lease_file(other);
        world.environment.entries = {"CTASK_SESSION_ID=" + (row.inside ? other.session_id : "another")};
        ProcessTable& table = world.processes.table();
        table.add(4500, 77);
        table.add(4600, 78);
        table.running[4600].parent = row.inside ? 4500 : 1;
        table.add(world.host.pid, 79);
        table.running[world.host.pid].parent = 4600;
        Plan waiting = plan();
        waiting.wait = true;
        waiting.wait_limit = 10s;

        const BootTime began = world.clock.since_boot();
        const Outcome outcome = run(std::move(waiting));

        CHECK(exit_status(outcome.ending) == 75);
        CHECK(events.last<InUse>().around_us == row.refused);
        CHECK(events.last<InUse>().refused == row.refused);
        CHECK((world.clock.since_boot() - began < 1s) == row.refused);
    }
}

TEST_CASE_FIXTURE(SessionFixture,
                  "waiting starts when the other ends, and gives up when the limit comes first")
{
    for (const bool in_time : {true, false}) {
        Neighbour first(*this);
        first.world.processes.next_child().exits_after(in_time ? 5min : 1h);
        const auto running = first.start(first.plan());
        Plan waiting = plan();
        waiting.wait = true;
        waiting.wait_limit = 10min;

        const Outcome outcome = run(std::move(waiting));

        CHECK(exit_status(outcome.ending) == (in_time ? 0 : 75));
        CHECK(events.has<WaitRanOut>() == !in_time);
        REQUIRE(running.ended());
        check_settled();
    }
}

TEST_CASE_FIXTURE(SessionFixture, "a second session finds its place again in a .ctask that was removed")
{
    Neighbour first(*this);
    first.world.processes.next_child().exits_after(5min);
    const auto running = first.start(first.plan());
    bool lease_there = false;
    Plan forced = plan();
    forced.force = true;
    world.processes.next_child()
        .exits_after(2min)
        .does_after(10s, [this] { scratch.remove(name(".ctask")); })
        .does_after(61s, [&] { lease_there = exists(state("sessions/" + plan().session_id + ".json")); });

    run(std::move(forced));

    CHECK(lease_there);
    CHECK_FALSE(events.has<Trouble>());
    CHECK(running.ended());
    CHECK(history().size() == 2);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture,
                  "an id that a session before has had, or one beside has, is not given again")
{
    Plan again = plan();
    const std::string id = again.session_id;
    for (int session = 1; session <= 2; ++session) {
        world.processes.next_child().exits_after(0s);
        run(plan());
    }
    Lease other = lease_of(4500, 77);
    other.session_id = id;
    write_lease_file(other);
    world.processes.table().add(4500, 77);
    again.force = true;
    world.processes.next_child().exits_after(0s);

    run(std::move(again));

    std::vector<std::string> ids;
    for (const HistoryEntry& entry : history()) ids.push_back(entry.session.session_id);
    CHECK(ids == std::vector<std::string>{id, id + "-2", id + "-3"});
}

TEST_CASE_FIXTURE(SessionFixture,
                  "another start that wins between the look and the lease is seen under the lock")
{
    Neighbour first(*this);
    first.world.processes.next_child().exits_after(1h);
    std::optional<Started<Outcome>> running;
    world.files.faults().before(Touch::lock, "write.lock", [&] {
        if (!running) running = first.start(first.plan());
    });

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 75);
    REQUIRE(running->ended());
    CHECK(history().size() == 1);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture,
                  "files changed outside are told, and in a terminal asked about with yes by default")
{
    run(plan());
    world.advance(1h);
    scratch.write_file(name("by-hand.txt"), "x");

    const Outcome told = run(plan());
    CHECK(exit_status(told.ending) == 0);
    REQUIRE(events.has<ChangedOutside>());
    CHECK(events.last<ChangedOutside>().changes.added == std::vector<std::string>{"by-hand.txt"});

    scratch.write_file(name("again.txt"), "x");
    world.terminal.answer("n");
    const std::size_t before = world.processes.started();
    const Outcome declined = run(plan());
    CHECK(declined.ending.kind == Ending::Kind::declined);
    CHECK(world.processes.started() == before);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "a signal at a question ends the session by that signal and leaves nothing")
{
    Neighbour first(*this);
    first.world.processes.next_child().exits_after(1h);
    const auto running = first.start(first.plan());
    world.terminal.has_user = true;
    world.at(10s, [this] { world.signals.push(SIGINT); });

    const Outcome outcome = run(plan());

    CHECK(outcome.ending.kind == Ending::Kind::cancelled);
    CHECK(closing_signal(outcome.ending) == SIGINT);
    CHECK(world.processes.started() == 0);
    REQUIRE(running.ended());
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a signal that came before the child is not lost, and takes a fresh workspace along")
{
    world.host.uid = ::getuid();
    world.signals.push(SIGINT);

    const Outcome outcome = run(plan_of_new());

    CHECK(closing_signal(outcome.ending) == SIGINT);
    CHECK(world.processes.started() == 0);
    CHECK_FALSE(exists(below));
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a session that came and went between the look and the lease is no change outside")
{
    run(plan());
    bool once = true;
    Neighbour second(*this);
    std::optional<Started<Outcome>> running;
    world.files.faults().before(Touch::lock, "write.lock", [&] {
        if (!std::exchange(once, false)) return;
        second.world.processes.next_child().exits_after(0s).when_started(
            [this] { scratch.write_file(name("theirs"), "x"); });
        running = second.start(second.plan());
    });

    const Outcome outcome = run(plan());

    REQUIRE(running->ended());
    CHECK_FALSE(events.has<ChangedOutside>());
    CHECK((outcome.ending.kind == Ending::Kind::in_use || outcome.summary->changes.none()));
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a summary that cannot be read keeps nobody from starting, be there one or not")
{
    for (const bool there : {false, true}) {
        CAPTURE(there);
        if (there) run(plan());
        const std::size_t before = world.processes.started();
        world.files.faults().fail(Touch::read, "last-session-summary.json", ENOMEM);

        const Outcome outcome = run(plan());

        CHECK(exit_status(outcome.ending) == 0);
        CHECK(world.processes.started() == before + 1);
        world.files.faults().forget_all();
    }
}

TEST_CASE_FIXTURE(SessionFixture, "a workspace that was archived before the lease was taken gets no session")
{
    world.files.faults().before(Touch::lock, "write.lock", [&] {
        const std::string text = scratch.read_file(name("task.yaml"));
        scratch.write_file(name("task.yaml"), change_task_file(text, {{"status", "archived"}}, "task.yaml"));
    });

    CHECK_THROWS_WITH_AS(run(plan()), "the-work was archived just now", Failure);

    CHECK(world.processes.started() == 0);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "an archived workspace that is opened as it is gets its session")
{
    const std::string text = scratch.read_file(name("task.yaml"));
    scratch.write_file(name("task.yaml"), change_task_file(text, {{"status", "archived"}}, "task.yaml"));
    Plan opening = plan();
    opening.workspace.task.status = "archived";

    CHECK(exit_status(run(std::move(opening)).ending) == 0);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "a workspace that was renamed before the lease was taken gets no session")
{
    const std::string moved = workspace.path + "-moved";
    world.files.faults().before(Touch::lock, "write.lock",
                                [&] { ::rename(workspace.path.c_str(), moved.c_str()); });

    CHECK_THROWS_WITH_AS(run(plan()), (workspace.path + " was renamed or removed just now").c_str(), Failure);

    CHECK(world.processes.started() == 0);
    CHECK(::rename(moved.c_str(), workspace.path.c_str()) == 0);
    check_settled();
}
