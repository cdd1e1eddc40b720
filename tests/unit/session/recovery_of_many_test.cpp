// What recovery records of many sessions, what it leaves as it is, and what it does when it cannot record.
#include "cut_off.hpp"

#include <algorithm>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

/// Counts how often something is touched.
void count_touches(Faults& faults, Touch touch, const std::string& file, int& count)
{
    faults.before(touch, file, [&faults, touch, file, &count] {
        ++count;
        count_touches(faults, touch, file, count);
    });
}

std::size_t lines_in(const std::string& text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

TEST_CASE_FIXTURE(CutOff,
                  "what the history does not take stays, is not called recorded, and is recorded later")
{
    scratch.write_file(state("session.json"), lease_left);
    scratch.write_file(state("manifest-start.json"), manifest_left);
    world.files.faults().fail(Touch::append, "history.jsonl", ENOSPC);
    world.processes.next_child().exits_after(1s, 3);

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 3);
    CHECK_FALSE(events.has<Interrupted>());
    REQUIRE(events.has<Trouble>());
    CHECK(scratch.read_file(state("session.json")) == lease_left);
    CHECK(scratch.read_file(state("manifest-start.json")) == manifest_left);

    world.files.faults().forget_all();
    run(plan());

    CHECK(events.count<Interrupted>() == 1);
    CHECK(lines_in(scratch.read_file(name("logs/sessions.log"))) == 3);
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "many sessions are recorded in their order, some at a time, the history read once")
{
    constexpr int kSessions = 120;
    std::string problem;
    Lease left = parse_lease(lease_left, problem).value();
    const WallTime began = *left.started_at - 24h;
    for (int i = 0; i < kSessions; ++i) {
        left.session_id = "dead-" + std::to_string(1000 + i);
        left.started_at = left.heartbeat_at = began + i * 60s;
        const std::string file = "sessions/" + std::to_string(kSessions - i) + ".json";
        write_lease_file(left, file);
        scratch.age(state(file), 24h - i * 60s);
    }
    int locks = 0;
    int reads = 0;
    int summaries = 0;
    count_touches(world.files.faults(), Touch::lock, "write.lock", locks);
    count_touches(world.files.faults(), Touch::read, "history.jsonl", reads);
    count_touches(world.files.faults(), Touch::write, "last-session-summary.json", summaries);

    run(plan());

    CHECK(events.count<Interrupted>() == kSessions);
    const std::vector<HistoryEntry> entries = history();
    REQUIRE(entries.size() == kSessions + 1);
    for (std::size_t i = 0; i < kSessions; ++i)
        CHECK(entries[i].session.session_id == "dead-" + std::to_string(1000 + i));
    CHECK(events.last<LastSession>().session.session_id == "dead-1119");
    CHECK(locks >= 6);
    CHECK(reads == 1);
    CHECK(summaries == 2);
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "a start manifest that is another session's tells nothing of the lease beside it")
{
    Lease other = lease_of(700, 70);
    other.started_at = other.heartbeat_at = world.clock.now() - 1h;
    write_lease_file(other);
    scratch.write_file(state("manifest-start.json"), manifest_left);
    scratch.write_file(name("half.txt"), "half");

    run(plan());

    const std::vector<HistoryEntry> entries = history();
    REQUIRE(entries.size() == 3);
    for (std::size_t i = 0; i < 2; ++i) {
        const Summary& session = entries[i].session;
        const bool is_the_lease = session.session_id == other.session_id;
        CHECK(session.changes_known == !is_the_lease);
        CHECK(session.changes.added.size() == (is_the_lease ? 0 : 1));
    }
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "a session that ended later stays the last one, with the files as they are now")
{
    run(plan());
    const Summary last = summary();
    const std::string task = scratch.read_file(name("task.yaml"));
    std::string problem;
    Lease left = parse_lease(lease_left, problem).value();
    left.session_id = "dead-and-long-gone";
    left.started_at = left.heartbeat_at = last.started_at - 2h;
    write_lease_file(left, "sessions/gone.json");
    scratch.write_file(name("half.txt"), "half");
    events.all.clear();
    std::string task_after;
    world.processes.next_child().exits_after(1s).when_started(
        [&] { task_after = scratch.read_file(name("task.yaml")); });

    run(plan());

    CHECK(events.count<Interrupted>() == 1);
    CHECK_FALSE(events.has<ChangedOutside>());
    CHECK(events.last<LastSession>().session.session_id == last.session_id);
    CHECK(task_after == task);
    check_settled();
}
