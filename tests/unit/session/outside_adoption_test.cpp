// Sessions in tmux whose ctask has died before them, adopted by a process that none of theirs descends from.
#include "session_fixture.hpp"

#include "session/adoption.hpp"

#include <csignal>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

constexpr pid_t kPane = 6000;
constexpr std::uint64_t kPaneStart = 77'000;

class FakeDwelling : public Dwelling {
  public:
    explicit FakeDwelling(FakeProcesses& processes) : processes_(processes) {}
    Task<std::unique_ptr<Stranger>> resident() override
    {
        for (const pid_t pid : panes)
            if (auto stranger = processes_.follow(pid)) co_return std::move(stranger);
        co_return nullptr;
    }

    std::vector<pid_t> panes = {kPane};

  private:
    FakeProcesses& processes_;
};

/// As the earlier tool leaves it: its ctask is dead, its lease names no child, the session goes on in tmux.
class Orphan : public SessionFixture {
  public:
    Orphan()
    {
        scratch.write_file(name("work.txt"), "1");
        write_earlier_lease("persistent");
        scratch.write_file(state("manifest-start.json"),
                           R"({"captured_at":"2026-11-23T06:00:00Z","files":[]})");
        world.processes.table().add(kPane, kPaneStart);
    }

    void write_earlier_lease(const std::string& mode) const
    {
        scratch.write_file(
            state("session.json"),
            R"({"session_id":"old","host":"testhost","pid":999,"mode":")" + mode +
                R"(","started_at":"2026-11-23T06:00:00Z","last_heartbeat":"2026-11-23T06:30:00Z"})");
    }

    Plan plan_of(FakeWorld& in) const
    {
        Plan planned = plan(in);
        planned.agent.clear();
        planned.session_id = "old";
        planned.mode = "persistent";
        planned.tmux.session = "ctask-general-the-work-123456";
        planned.tmux.socket = "/tmp/tmux-1/default";
        return planned;
    }

    Task<std::optional<Outcome>> adopting(FakeWorld& in, FakeDwelling& in_tmux)
    {
        const std::function<void()> count = [this] { ++adopted; };
        return adopt_from_outside(in.world(), events, plan_of(in), in_tmux, count);
    }
    std::optional<Outcome> adopt() { return world.run(adopting(world, dwelling)); }

    FakeDwelling dwelling{world.processes};
    int adopted = 0;
};

} // namespace

TEST_CASE_FIXTURE(Orphan, "an orphan is adopted, kept alive and settled, its status being unknown")
{
    Lease early, late;
    world.after(1s, [&] { early = lease(); });
    world.after(65s, [&] { late = lease(); });
    world.after(2min, [&] { world.processes.end(kPane); });

    const std::optional<Outcome> outcome = adopt();

    REQUIRE(outcome);
    CHECK(adopted == 1);
    CHECK(early.session_id == "old");
    CHECK(early.pid == world.host.pid);
    CHECK(early.pid_start == world.host.start_ticks);
    CHECK(early.child_pid == kPane);
    CHECK(early.child_start == kPaneStart);
    CHECK(early.mode == "persistent");
    CHECK(early.tmux.session == "ctask-general-the-work-123456");
    CHECK(early.tmux.socket == "/tmp/tmux-1/default");
    CHECK(early.agent == workspace.task.agent.name());
    CHECK(late.heartbeat_at > early.heartbeat_at);
    CHECK(world.elapsed() < 121s);
    CHECK(exit_status(outcome->ending) == 0);
    check_settled();
}

TEST_CASE_FIXTURE(Orphan, "what is recorded of it says that it was adopted, and not how it ended")
{
    world.after(2min, [&] { world.processes.end(kPane); });
    REQUIRE(adopt());

    const Summary session = summary();

    CHECK(session.session_id == "old");
    CHECK(session.session_ownership == "adopted");
    CHECK(session.adopted_from_orphan_at.has_value());
    CHECK(session.end_reason == "tmux_session_ended");
    CHECK_FALSE(session.exit_code.has_value());
    CHECK(session.exit_signal.empty());
    const std::vector<std::string>& added = session.changes.added;
    CHECK(std::find(added.begin(), added.end(), "work.txt") != added.end());
    REQUIRE(history().size() == 1);
    CHECK(history().front().session.session_ownership == "adopted");
}

TEST_CASE_FIXTURE(Orphan, "without a start manifest of its own what it changed is unknown")
{
    SUBCASE("there is none")
    {
        scratch.remove(state("manifest-start.json"));
    }
    SUBCASE("another session has left one there")
    {
        scratch.write_file(state("manifest-start.json"),
                           R"({"captured_at":"2026-11-23T06:00:00Z","session_id":"another","files":[]})");
    }
    const bool is_anothers = exists(state("manifest-start.json"));
    world.after(2min, [&] { world.processes.end(kPane); });

    REQUIRE(adopt());

    CHECK_FALSE(summary().changes_known);
    CHECK(exists(state("manifest-start.json")) == is_anothers);
    CHECK_FALSE(exists(state("session.json")));
}

TEST_CASE_FIXTURE(Orphan, "nothing is adopted where there is nothing to be adopted, or it cannot be")
{
    SUBCASE("nobody lives there")
    {
        dwelling.panes.clear();
    }
    SUBCASE("its last process ends while the lock is waited for")
    {
        world.files.faults().before(Touch::lock, "write.lock", [&] { world.processes.end(kPane); });
    }
    SUBCASE("its ctask lives")
    {
        world.processes.table().add(999, 0);
    }
    SUBCASE("it never ran in tmux")
    {
        write_earlier_lease("local");
    }
    SUBCASE("its lease cannot be written")
    {
        world.files.faults().fail(Touch::write, "session.json", EROFS);
    }
    SUBCASE("the lock is not to be had")
    {
        world.files.faults().hold_lock("write.lock", "somebody");
    }
    const std::string before = scratch.read_file(state("session.json"));

    CHECK_FALSE(adopt().has_value());

    CHECK(adopted == 0);
    CHECK(scratch.read_file(state("session.json")) == before);
    CHECK_FALSE(exists(state("history.jsonl")));
}

TEST_CASE_FIXTURE(Orphan, "of two that would adopt it one does")
{
    FakeWorld other(world, 4001);
    FakeDwelling seen_by_other(other.processes);
    const auto first = world.start(adopting(world, dwelling));
    const auto second = other.start(adopting(other, seen_by_other));
    world.after(1min, [&] {
        CHECK(adopted == 1);
        world.processes.end(kPane);
        other.processes.end(kPane);
    });
    world.finish();

    CHECK(first.result().has_value() != second.result().has_value());
    CHECK(history().size() == 1);
}

TEST_CASE_FIXTURE(Orphan, "a watcher that is killed has a successor, also when other panes live on")
{
    world.processes.table().add(6001, 77'100);
    dwelling.panes.push_back(6001);
    Lease while_second;
    world.after(1min, [&] { world.processes.end(kPane); });
    world.after(100s, [&] { while_second = lease(); });
    world.after(2min, [&] { world.processes.end(6001); });
    REQUIRE(adopt());
    CHECK(while_second.child_pid == 6001);
    CHECK(while_second.child_start == 77'100);

    // The first watcher was killed with this lease on disk.
    while_second.pid = 4444;
    write_lease_file(while_second);
    world.processes.table().add(6001, 77'100);
    world.after(1min, [&] { world.processes.end(6001); });
    CHECK(adopt().has_value());
    CHECK(adopted == 2);
}

TEST_CASE_FIXTURE(Orphan, "signals that are sent to the watcher reach the session's process")
{
    world.after(10s, [&] { world.signals.push(SIGTERM, 77); });
    world.after(11s, [&] { world.signals.push(SIGCHLD); });
    world.after(12s, [&] { world.signals.push(SIGUSR1, 77); });
    world.after(1min, [&] { world.processes.end(kPane); });

    REQUIRE(adopt());

    const std::vector<std::pair<pid_t, int>> expected = {{kPane, SIGTERM}, {kPane, SIGUSR1}};
    CHECK(world.processes.sent_to_strangers == expected);
}
