// Sessions whose ctask was killed while its agent lives, taken over by the process that both stand under.
#include "session_fixture.hpp"

#include "session/adoption.hpp"

#include <csignal>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

constexpr pid_t kDead = 4000;
constexpr pid_t kKeeper = 3990;
constexpr pid_t kAgent = 5000;

/// The owner was killed 40 s after it began; its agent lives, as a child of the keeper's.
class Orphaned : public SessionFixture {
  public:
    Orphaned()
    {
        world.processes.next_child().exits_after(1h).does_after(40s, [this] {
            lease_left = scratch.read_file(state("session.json"));
            manifest_left = scratch.read_file(state("manifest-start.json"));
        });
        run(plan());
        for (const char* file : {"history.jsonl", "last-session-summary.json"}) scratch.remove(state(file));
        scratch.write_file(state("session.json"), lease_left);
        scratch.write_file(state("manifest-start.json"), manifest_left);
        world.host.pid = kKeeper;
        world.host.start_ticks = 93'990;
        world.processes.table().running.erase(kDead);
        const Lease left = lease();
        world.processes.table().add(left.child_pid, left.child_start);
        events.all.clear();
    }

    std::optional<Outcome> adopt(std::optional<Nanoseconds> timeout = {})
    {
        Plan planned = plan();
        planned.mode = "persistent";
        planned.timeout = timeout;
        return world.run(adopt_session(world.world(), events, std::move(planned), kDead));
    }

    std::string lease_left;
    std::string manifest_left;
};

} // namespace

TEST_CASE_FIXTURE(Orphaned, "an orphaned session is adopted, kept alive, and settled as adopted")
{
    const std::string id = lease().session_id;
    const std::optional<WallTime> last_beat = lease().heartbeat_at;
    Lease while_it_runs;
    scratch.write_file(name("work.txt"), "done");
    world.processes.next_child().exits_after(2min, 7).does_after(65s, [&] { while_it_runs = lease(); });

    const std::optional<Outcome> outcome = adopt();

    REQUIRE(outcome);
    CHECK(exit_status(outcome->ending) == 7);
    CHECK(while_it_runs.session_id == id);
    CHECK(while_it_runs.pid == kKeeper);
    CHECK(while_it_runs.pid_start == 93'990);
    CHECK(while_it_runs.child_pid == kAgent);
    CHECK(while_it_runs.heartbeat_at > last_beat);
    REQUIRE(outcome->summary);
    CHECK(outcome->summary->session_id == id);
    CHECK(outcome->summary->session_ownership == "adopted");
    CHECK(outcome->summary->adopted_from_orphan_at.has_value());
    CHECK(outcome->summary->agent == "claude");
    CHECK(outcome->summary->changes.added == std::vector<std::string>{"work.txt"});
    REQUIRE(history().size() == 1);
    check_settled();
}

TEST_CASE_FIXTURE(Orphaned, "an adopted session has the rest of its time")
{
    Nanoseconds rest = 5min;
    SUBCASE("of which there is some") {}
    SUBCASE("of which there is none")
    {
        rest = -5min;
    }
    const Nanoseconds ran = world.clock.now() - *lease().started_at;
    world.processes.next_child().exits_on(SIGTERM, 143, 0s);
    const BootTime began = world.clock.since_boot();

    const std::optional<Outcome> outcome = adopt(ran + rest);

    REQUIRE(outcome);
    CHECK(outcome->ending.kind == Ending::Kind::timed_out);
    const Nanoseconds late = world.clock.since_boot() - began - std::max(Nanoseconds{0}, rest);
    CHECK(late >= 0s);
    CHECK(late < 2s);
}

TEST_CASE_FIXTURE(SessionFixture, "a terminal that closes a moment after the hang-up is seen in a moment")
{
    Lease after;
    Plan planned = plan();
    planned.mode = "persistent";
    planned.tmux.session = "ctask-general-the-work-123456";
    world.processes.next_child().ignores(SIGHUP).exits_after(1min);
    world.at(11s, [&] { world.signals.push(SIGHUP); });
    world.at(11s + 300ms, [&] { world.terminal.hung_up = true; });
    world.at(13s, [&] { after = lease(); });

    run(std::move(planned));

    CHECK(after.tmux_session_ended);
}

TEST_CASE_FIXTURE(SessionFixture, "a beat before its time takes no other's place")
{
    Nanoseconds oldest{0};
    world.processes.next_child().ignores(SIGHUP).exits_after(3min);
    world.at(28s, [&] { world.signals.push(SIGHUP, 77); });
    for (int moment = 1; moment < 36; ++moment)
        world.at(moment * 5s, [&] { oldest = std::max(oldest, world.clock.now() - *lease().heartbeat_at); });

    run(plan());

    CHECK(oldest <= 30s);
}

TEST_CASE_FIXTURE(SessionFixture, "an agent that outlives its tmux session has none in its lease, at once")
{
    Lease before, after;
    Plan planned = plan();
    planned.mode = "persistent";
    planned.tmux.session = "ctask-general-the-work-123456";
    planned.tmux.socket = "/tmp/tmux-1/default";
    world.processes.next_child().ignores(SIGHUP).exits_after(1min);
    world.at(9s, [&] { world.signals.push(SIGHUP, 77); });
    world.at(10s, [&] { before = lease(); });
    world.at(11s, [&] {
        world.terminal.hung_up = true;
        world.signals.push(SIGHUP);
    });
    world.at(12s, [&] { after = lease(); });

    run(std::move(planned));

    CHECK(before.tmux.session == "ctask-general-the-work-123456");
    CHECK_FALSE(before.tmux_session_ended);
    CHECK(after.tmux.session.empty());
    CHECK(after.tmux.socket.empty());
    CHECK(after.tmux_session_ended);
    CHECK(summary().end_reason == "tmux_session_ended");
}

TEST_CASE_FIXTURE(Orphaned, "nothing is adopted when the agent is gone too, or the lease is another's")
{
    SUBCASE("the agent is gone")
    {
        world.processes.table().running.erase(lease().child_pid);
    }
    SUBCASE("the owner lives")
    {
        world.processes.table().add(kDead, lease().pid_start);
    }
    SUBCASE("the lease is another ctask's")
    {
        Lease other = lease();
        other.pid = 4711;
        write_lease_file(other);
    }
    const std::string before = scratch.read_file(state("session.json"));

    CHECK_FALSE(adopt().has_value());

    CHECK(scratch.read_file(state("session.json")) == before);
    CHECK(events.all.empty());
}
