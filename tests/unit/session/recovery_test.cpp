// Sessions that were cut off, found by the next one.
#include "cut_off.hpp"

using namespace ctask;
using namespace std::chrono_literals;

TEST_CASE_FIXTURE(CutOff, "an interrupted session is recorded with what changed in it, and the next goes on")
{
    scratch.write_file(state("session.json"), lease_left);
    scratch.write_file(state("manifest-start.json"), manifest_left);
    scratch.write_file(name("half.txt"), "half");

    const Outcome outcome = run(plan());

    REQUIRE(events.has<Interrupted>());
    CHECK(events.last<Interrupted>().session.changes.added == std::vector<std::string>{"half.txt"});
    REQUIRE(history().size() == 2);
    CHECK(history().front().session.end_reason == "interrupted");
    CHECK(history().front().session.agent == "claude");
    CHECK(history().front().session.duration_seconds == 30);
    CHECK(exit_status(outcome.ending) == 0);
    CHECK(events.last<LastSession>().session.end_reason == "interrupted");
    check_settled();
}

TEST_CASE_FIXTURE(CutOff,
                  "a file written between two heartbeats is a sign of life, one written later is none")
{
    std::string problem;
    Lease left = parse_lease(lease_left, problem).value();
    // Later than the files that the workspace was made with, whose times are real ones.
    left.heartbeat_at = *left.started_at + 5s;
    for (const auto& [after, lasted] : {std::pair{25s, 25}, std::pair{36s, 5}}) {
        write_lease_file(left);
        scratch.write_file(state("manifest-start.json"), manifest_left);
        scratch.write_file(name("half.txt"), "half");
        const WallTime written = *left.started_at + after;
        scratch.age(name("half.txt"), std::chrono::system_clock::now() - written);

        run(plan());

        CHECK(events.last<Interrupted>().session.duration_seconds == lasted);
        scratch.remove(state("history.jsonl"));
    }
}

TEST_CASE_FIXTURE(CutOff, "a start manifest without any lease is an interrupted session too")
{
    scratch.write_file(state("manifest-start.json"), manifest_left);

    run(plan());

    CHECK(events.count<Interrupted>() == 1);
    CHECK(history().size() == 2);
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "a start manifest that goes while it is looked at was of no dead session")
{
    scratch.write_file(state("manifest-start.json"), manifest_left);
    world.files.faults().before(Touch::read, "manifest-start.json",
                                [this] { scratch.remove(state("manifest-start.json")); });

    run(plan());

    CHECK(events.count<Interrupted>() == 0);
    CHECK(history().size() == 1);
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "a stale lease without a manifest is recorded with its changes unknown")
{
    scratch.write_file(state("session.json"), lease_left);

    run(plan());

    REQUIRE(history().size() == 2);
    CHECK_FALSE(history().front().session.changes_known);
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "a coexisting session that was cut off is recorded as well")
{
    scratch.write_file(state("sessions/other.json"), lease_left);
    scratch.write_file(state("sessions/other.manifest-start"), manifest_left);

    run(plan());

    CHECK(events.count<Interrupted>() == 1);
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "while the agent still lives its session is not over")
{
    scratch.write_file(state("session.json"), lease_left);
    scratch.write_file(state("manifest-start.json"), manifest_left);
    const Lease left = lease();
    world.processes.table().add(left.child_pid, left.child_start, "claude");

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 75);
    CHECK(events.last<InUse>().verdict.life == Verdict::Life::agent_only);
    CHECK_FALSE(events.has<Interrupted>());
    CHECK(exists(state("session.json")));
    CHECK(exists(state("manifest-start.json")));
}

TEST_CASE_FIXTURE(CutOff,
                  "a session that dies while the user thinks about it is recovered before the next starts")
{
    struct Row {
        const char* answer;
        bool force;
    };
    for (const Row& row : {Row{"y", false}, Row{nullptr, true}}) {
        scratch.remove(state("history.jsonl"));
        scratch.write_file(state("session.json"), lease_left);
        scratch.write_file(state("manifest-start.json"), manifest_left);
        scratch.write_file(name("half.txt"), "half");
        const Lease left = lease();
        world.processes.table().add(left.child_pid, left.child_start, "claude");
        const auto die = [&] { world.processes.table().running.erase(left.child_pid); };
        if (row.answer) world.terminal.answer(row.answer, 10s);
        if (row.answer)
            world.after(5s, die);
        else
            world.files.faults().before(Touch::lock, "write.lock", die);
        events.all.clear();
        Plan next = plan();
        next.force = row.force;

        const Outcome outcome = run(std::move(next));

        CHECK(exit_status(outcome.ending) == 0);
        REQUIRE(events.count<Interrupted>() == 1);
        CHECK(events.last<Interrupted>().session.changes.added == std::vector<std::string>{"half.txt"});
        CHECK_FALSE(events.last<Starting>().beside_another);
        CHECK(history().size() == 2);
        CHECK(outcome.summary->changes.none());
        check_settled();
        scratch.remove(name("half.txt"));
    }
}

TEST_CASE_FIXTURE(CutOff, "what cannot be recovered is not written over by the session that goes on without")
{
    scratch.write_file(state("session.json"), lease_left);
    scratch.write_file(state("manifest-start.json"), manifest_left);
    world.files.faults().fail(Touch::remove, "session.json", EIO);
    world.files.faults().fail(Touch::remove, "manifest-start.json", EIO);
    std::size_t further = 0;
    world.processes.next_child().exits_after(40s, 3).does_after(
        35s, [&] { further = workspace.directory->open(".ctask")->names("sessions").size(); });

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 3);
    CHECK(further == 2);
    CHECK(scratch.read_file(state("session.json")) == lease_left);
    CHECK(scratch.read_file(state("manifest-start.json")) == manifest_left);
    CHECK(workspace.directory->open(".ctask")->names("sessions").empty());
}

TEST_CASE_FIXTURE(CutOff, "a recovery that was itself cut off does not record the session twice")
{
    scratch.write_file(state("session.json"), lease_left);
    scratch.write_file(state("manifest-start.json"), manifest_left);
    world.files.faults().fail(Touch::remove, "session.json", EIO);
    world.files.faults().fail(Touch::remove, "manifest-start.json", EIO);
    run(plan());
    world.files.faults().forget_all();
    scratch.write_file(state("session.json"), lease_left);
    scratch.write_file(state("manifest-start.json"), manifest_left);

    run(plan());

    CHECK(events.count<Interrupted>() == 1);
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "an old lease that cannot be read holds nobody up and is cleared away")
{
    for (const char* torn : {"", "{\"session_id\":", "null"}) {
        scratch.write_file(state("session.json"), torn);
        scratch.age(state("session.json"), 61s);

        const Outcome outcome = run(plan());

        CHECK(exit_status(outcome.ending) == 0);
        check_settled();
    }
}

TEST_CASE_FIXTURE(CutOff,
                  "a manifest that names no session is recorded once, under an id that can be read back")
{
    scratch.write_file(state("manifest-start.json"),
                       R"({"captured_at": "2026-11-20T10:00:00Z", "files": null})");

    run(plan());

    CHECK(events.count<Interrupted>() == 1);
    REQUIRE(history().size() == 2);
    CHECK_FALSE(history().front().session.session_id.empty());
    check_settled();
}

TEST_CASE_FIXTURE(CutOff, "a directory in the place of a lease is told by name, recorded never and left")
{
    scratch.make_directory(state("session.json"));
    scratch.age(state("session.json"), 61s);

    const Outcome outcome = run(plan());

    CHECK(exit_status(outcome.ending) == 0);
    CHECK_FALSE(events.has<Interrupted>());
    CHECK(events.last<Trouble>().what.find("session.json") != std::string::npos);
    CHECK(exists(state("session.json")));
}

TEST_CASE_FIXTURE(CutOff, "what was half written when a session was killed is cleared away, and no change")
{
    scratch.write_file(state("session.json"), lease_left);
    scratch.write_file(state("manifest-start.json"), manifest_left);
    const std::vector<std::string> half_written = {
        state(".session.json.tmp.7.0"), state("sessions/.a.json.tmp.7.0"), name(".task.yaml.tmp.7.0"),
        name(".notes.md.tmp.7.0"), name(".AGENTS.md.tmp.7.0")};
    for (const std::string& file : half_written) {
        scratch.write_file(file, "{");
        scratch.age(file, 60s);
    }
    scratch.write_file(name(".handoff.md.tmp.7.0"), "somebody else's");
    scratch.age(name(".handoff.md.tmp.7.0"), 60s);

    run(plan());

    CHECK(history().front().session.changes.added == std::vector<std::string>{".handoff.md.tmp.7.0"});
    for (const std::string& file : half_written) CHECK_FALSE(exists(file));
    CHECK(exists(name(".handoff.md.tmp.7.0")));
    check_settled();
}
