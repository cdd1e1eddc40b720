// ctask's own bookkeeping fails: the agent runs to its own end all the same, and is told of once.
#include "session_fixture.hpp"

#include <csignal>

using namespace ctask;
using namespace std::chrono_literals;

TEST_CASE_FIXTURE(SessionFixture,
                  "whatever single write fails, the agent's status comes out and one warning is given")
{
    struct Row {
        Touch touch;
        const char* file;
    };
    const std::vector<Row> rows = {
        {Touch::lock, "write.lock"},           {Touch::write, "session.json"},
        {Touch::write, "manifest-start.json"}, {Touch::append, "sessions.log"},
        {Touch::append, "history.jsonl"},      {Touch::write, "last-session-summary.json"},
        {Touch::write, "task.yaml"},           {Touch::remove, "session.json"},
        {Touch::remove, "manifest-start.json"}};
    for (const Row& row : rows)
        for (const int error : {ENOSPC, EROFS, EACCES, EIO}) {
            CAPTURE(row.file);
            events.all.clear();
            world.files.faults().fail(row.touch, row.file, error);
            world.processes.next_child().exits_after(40s, 7);

            const Outcome outcome = run(plan());

            CHECK(exit_status(outcome.ending) == 7);
            CHECK(events.count<Trouble>() == 1);
            CHECK(events.has<Ended>());
            world.files.faults().forget_all();
            for (const char* left : {"session.json", "manifest-start.json"}) scratch.remove(state(left));
        }
}

TEST_CASE_FIXTURE(SessionFixture, "whatever cannot be looked at, the agent's status comes out")
{
    for (const char* file : {"session.json", "manifest-start.json", "last-session-summary.json", "write.lock",
                             "history.jsonl", "sessions", "shell", ".ctask", "task.yaml", ""})
        for (const Touch touch : {Touch::stamp, Touch::read, Touch::names}) {
            CAPTURE(file);
            CAPTURE(static_cast<int>(touch));
            events.all.clear();
            world.files.faults().fail(touch, file, EACCES);
            world.processes.next_child().exits_after(40s, 7);

            const Outcome outcome = run(plan());

            CHECK(exit_status(outcome.ending) == 7);
            CHECK(events.has<Ended>());
            world.files.faults().forget_all();
            for (const char* left : {"session.json", "manifest-start.json"}) scratch.remove(state(left));
        }
}

TEST_CASE_FIXTURE(SessionFixture, "a .ctask in which nothing can be reached keeps no agent from running")
{
    run(plan());
    REQUIRE(exists(state("last-session-summary.json")));
    for (const char* file : {"session.json", "manifest-start.json", "last-session-summary.json", "write.lock",
                             "history.jsonl", "sessions", "shell"})
        for (const Touch touch : {Touch::stamp, Touch::read, Touch::names})
            world.files.faults().fail(touch, file, EACCES);
    events.all.clear();
    world.processes.next_child().exits_after(1s, 7);

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 7);
    CHECK(events.has<Ended>());
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a failing summary keeps neither lease nor manifest, a failing lease no log")
{
    world.files.faults().fail(Touch::write, "last-session-summary.json", ENOSPC);
    world.processes.next_child().exits_after(40s);

    run(plan());

    CHECK(history().size() == 1);
    check_settled();

    world.files.faults().forget_all();
    world.files.faults().fail(Touch::write, "session.json", ENOSPC);
    run(plan());
    CHECK(history().size() == 2);
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a tree that cannot be listed leaves the changes unknown and the rest settled")
{
    world.files.faults().fail(Touch::scan, workspace.name, EIO);

    const Outcome outcome = run(plan());

    REQUIRE(outcome.summary.has_value());
    CHECK_FALSE(outcome.summary->changes_known);
    CHECK(history().size() == 1);
    CHECK(events.count<Trouble>() == 1);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "further sessions that cannot be listed keep nobody from working")
{
    world.files.faults().fail(Touch::names, "sessions", EIO);
    world.processes.next_child().exits_after(40s, 3);

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 3);
    CHECK(history().size() == 1);
    CHECK_FALSE(exists(state("session.json")));
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a lock that a stranger holds all the time costs one warning and some patience")
{
    world.files.faults().hold_lock("write.lock", "{\"v\":2,\"pid\":1}");
    world.processes.next_child().exits_after(3min, 5);

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 5);
    CHECK(events.count<Trouble>() == 1);
    CHECK(history().size() == 1);
    CHECK(summary().exit_code == 5);
    CHECK_FALSE(exists(state("session.json")));
}

TEST_CASE_FIXTURE(SessionFixture, "a signal ends the wait for the lock before the agent, and none after it")
{
    Faults& faults = world.files.faults();
    faults.hold_lock("write.lock", "{\"v\":2,\"pid\":1}");
    world.at(100ms, [&] { world.signals.push(SIGINT); });
    world.at(1s, [&] { faults.forget_all(); });

    const Outcome cancelled = run(plan());

    CHECK(cancelled.ending.kind == Ending::Kind::cancelled);
    CHECK_FALSE(events.has<Starting>());
    CHECK_FALSE(exists(state("history.jsonl")));

    const auto hold = [&] { faults.hold_lock("write.lock", "{\"v\":2,\"pid\":1}"); };
    world.processes.next_child().does_after(5s, hold).exits_after(10s, 7);
    world.at(11500ms, [&] { world.signals.push(SIGINT); });
    world.at(12500ms, [&] { faults.forget_all(); });

    const Outcome settled = run(plan());

    CHECK(exit_status(settled.ending) == 7);
    CHECK(history().size() == 1);
    CHECK_FALSE(events.has<Trouble>());
    check_settled();
}

namespace {

/// Sees whether somebody holds the write lock when trouble is told.
class LockSeen : public RecordedEvents {
  public:
    explicit LockSeen(const SessionFixture& session) : session_(session) {}
    void tell(const SessionEvent& event) override
    {
        if (std::holds_alternative<Trouble>(event))
            was_locked = was_locked || session_.exists(session_.state("write.lock"));
        RecordedEvents::tell(event);
    }
    bool was_locked = false;

  private:
    const SessionFixture& session_;
};

} // namespace

TEST_CASE_FIXTURE(SessionFixture, "trouble is told while nobody waits for the lock because of it")
{
    run(plan());
    for (const char* file : {"session.json", "manifest-start.json", "last-session-summary.json"}) {
        CAPTURE(file);
        LockSeen seen(*this);
        world.files.faults().fail(Touch::write, file, ENOSPC);

        world.run(run_session(world.world(), seen, plan()));

        CHECK(seen.count<Trouble>() == 1);
        CHECK_FALSE(seen.was_locked);
        world.files.faults().forget_all();
    }
}

TEST_CASE_FIXTURE(SessionFixture, "a .ctask that is a link is refused by name and the agent runs unprotected")
{
    ScratchDir elsewhere;
    scratch.remove(name(".ctask"));
    scratch.make_link(elsewhere.path(), name(".ctask"));
    world.processes.next_child().exits_after(1s, 4);

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 4);
    CHECK(events.last<Trouble>().what.find(".ctask") != std::string::npos);
    CHECK_FALSE(elsewhere.exists("session.json"));
    CHECK_FALSE(elsewhere.exists("history.jsonl"));
}

TEST_CASE_FIXTURE(SessionFixture,
                  "beside a broken task.yaml everything is recorded but the time in that file")
{
    scratch.write_file(name("task.yaml"), "title: [\n");
    world.processes.next_child().exits_after(40s, 7);

    run(plan());

    CHECK(history().size() == 1);
    CHECK(summary().exit_code == 7);
    CHECK(scratch.read_file(name("logs/sessions.log")).find("exited 7") != std::string::npos);
    CHECK(scratch.read_file(name("task.yaml")) == "title: [\n");
    REQUIRE(events.count<Trouble>() == 1);
    CHECK(events.last<Trouble>().what.find("task.yaml:1: expected valid YAML") != std::string::npos);
    CHECK(events.last<Trouble>().consequence == "its updated_at stays as it is");
    check_settled();
}
