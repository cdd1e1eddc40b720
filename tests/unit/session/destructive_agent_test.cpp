// Agents that change or remove what is ctask's own, or all there is: each session is recorded as far as it
// can be.
#include "session_fixture.hpp"

#include <cerrno>

using namespace ctask;
using namespace std::chrono_literals;

TEST_CASE_FIXTURE(SessionFixture,
                  "a .ctask that the agent removed is made anew, and the session is recorded there")
{
    bool lease_there = false;
    world.processes.next_child()
        .exits_after(2min, 3)
        .does_after(10s, [this] { scratch.remove(name(".ctask")); })
        .does_after(61s, [&] { lease_there = exists(state("session.json")); });

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 3);
    CHECK(lease_there);
    CHECK(history().size() == 1);
    CHECK(summary().exit_code == 3);
    CHECK_FALSE(events.has<Trouble>());
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "a fresh workspace whose .ctask the agent removed has changed, and stays")
{
    world.processes.next_child().exits_after(1s, 3).when_started([this] { scratch.remove(name(".ctask")); });

    run(plan_of_new());

    CHECK_FALSE(events.has<Reclaimed>());
    CHECK_FALSE(events.has<Trouble>());
    CHECK(history().size() == 1);
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture,
                  "a workspace that the agent removed is told of as gone, and of nothing else")
{
    world.processes.next_child().exits_after(2min, 3).does_after(10s, [this] { scratch.remove(name("")); });

    const Outcome outcome = run(plan_of_new());

    CHECK(exit_status(outcome.ending) == 3);
    REQUIRE(events.has<WorkspaceGone>());
    CHECK(events.last<WorkspaceGone>().all_of_it);
    CHECK_FALSE(events.has<Trouble>());
    CHECK_FALSE(events.last<Ended>().session.changes_known);
}

TEST_CASE_FIXTURE(SessionFixture, "a start manifest that the agent spoilt is no session that was cut off")
{
    const std::string manifest = state("manifest-start.json");
    for (const std::string bytes : {"", "[]", "{\"captured_at\": 1}"}) {
        CAPTURE(bytes);
        world.processes.next_child().exits_after(1s).when_started(
            [&] { scratch.write_file(manifest, bytes); });
        run(plan());
        check_settled();
    }
    world.processes.next_child().exits_after(1s);
    run(plan());

    CHECK_FALSE(events.has<Interrupted>());
    CHECK(history().size() == 4);
}

TEST_CASE_FIXTURE(SessionFixture, "a start manifest of another session's is let be")
{
    const std::string theirs =
        R"({"captured_at": "2026-11-23T07:00:00Z", "session_id": "other", "files": []})";
    world.processes.next_child().exits_after(1s).when_started(
        [&] { scratch.write_file(state("manifest-start.json"), theirs); });

    run(plan());

    CHECK(scratch.read_file(state("manifest-start.json")) == theirs);
}
