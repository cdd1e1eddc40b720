// ctask doctor: set-ups with a fault in them, and what it says to do.
#include "doctor_fixture.hpp"

using namespace ctask;
using namespace std::chrono_literals;

TEST_CASE_FIXTURE(DoctorFixture, "a root that cannot be made is a FAIL, and one that is a file is told once")
{
    world.environment.entries[1] = "CTASK_ROOT=" + scratch.path("no/where");
    world.files.trial.write = EACCES;
    CHECK(has(line("root"), "FAIL  root"));
    CHECK(has(line("root"), "does not exist, and nothing can be made in " + scratch.path()));

    world.files.trial = {};
    scratch.write_file("file", "in the way");
    for (const char* name : {"file", "file/below"}) {
        world.environment.entries[1] = "CTASK_ROOT=" + scratch.path(name);
        CHECK(has(line("root"), "~/" + std::string(name) + " is no directory"));
        CHECK(line("workspaces").empty());
    }
}

TEST_CASE_FIXTURE(DoctorFixture,
                  "a config file that is no good is a FAIL with advice, and the rest is checked")
{
    scratch.write_file(".config/ctask/config.yaml", "agents: [\n");
    CHECK(has(line("settings"), "FAIL  settings"));
    CHECK(has(last.out, "config.yaml:1: expected"));
    CHECK(has(last.out, "mend it with an editor"));
    CHECK(has(last.out, "INFO  settings"));
    CHECK(has(line("root"), "PASS  root"));
    CHECK(has(line("agent"), "PASS  agent"));
    CHECK(has(line("workspaces"), "none yet"));
}

TEST_CASE_FIXTURE(DoctorFixture, "a seed directory that somebody named and that is missing is a WARN")
{
    CHECK(has(line("seeds"), "INFO  seeds"));
    world.environment.entries.push_back("CTASK_SEED_DIR=" + scratch.path("nope"));
    CHECK(has(line("seeds"), "WARN  seeds"));
    CHECK(has(line("seeds"), "~/nope does not exist (CTASK_SEED_DIR)"));
}

TEST_CASE_FIXTURE(DoctorFixture, "what lies in the place of a state file is told with the line that moves it")
{
    add(kParser, "fix the parser", 20s);
    scratch.write_file(file(kParser, ".ctask/last-session-summary.json"), "{}");
    CHECK(line("state").empty());

    for (const char* name : {".ctask/history.jsonl", "logs/sessions.log", ".ctask/write.lock"}) {
        scratch.make_directory(file(kParser, name));
        CHECK(has(line("state"), "WARN  state"));
        CHECK(has(line("state"), std::string(name) + " is a directory"));
        const std::string path = scratch.path(file(kParser, name));
        CHECK(has(last.out, "mv " + path + " " + path + ".old\n"));
        scratch.remove(file(kParser, name));
    }
}

TEST_CASE_FIXTURE(DoctorFixture, "an agent that goes on without its ctask is a WARN with its number")
{
    add(kParser, "fix the parser", 20s);
    add_lease(kParser, 4711, false);
    const std::string lease = file(kParser, ".ctask/session.json");
    scratch.write_file(lease, "{\"child_start\":77," + scratch.read_file(lease).substr(1));
    CHECK(line("sessions").empty());

    world.processes.table().add(4712, 77);

    CHECK(has(line("sessions"), "WARN  sessions"));
    CHECK(has(line("sessions", {"--fix"}), "2026-11-22_fix-the-parser: ctask is gone, its agent claude still "
                                           "runs as pid 4712"));
    CHECK(has(last.out, "kill 4712"));
    CHECK(has(line("leftovers"), "no interrupted session"));
    CHECK(scratch.exists(lease));
}

TEST_CASE_FIXTURE(DoctorFixture, "what lies in the trash is counted")
{
    CHECK(has(line("trash"), "PASS  trash"));
    add("general/2026-11-01_one", "one", 1h);
    add("general/2026-11-02_two", "two", 1h);
    REQUIRE(run({"delete", "-y", "one"}).status == 0);
    world.advance(24h * 3);
    REQUIRE(run({"delete", "-y", "two"}).status == 0);
    CHECK(has(line("trash"), "INFO  trash"));
    CHECK(has(line("trash"), "2 workspaces, "));
    CHECK(has(line("trash"), " bytes, the oldest from 3 days ago"));
    CHECK(has(last.out, "ctask undo --list"));
}

TEST_CASE_FIXTURE(DoctorFixture, "half-written files and drafts are told, and the files go when asked")
{
    add(kParser, "fix the parser", 20s);
    scratch.make_directory(file(kParser, ".ctask"));
    scratch.set_mode(file(kParser, ".ctask"), 0700);
    const std::vector<std::string> half_written = {file(kParser, ".ctask/.session.json.tmp.7.0"),
                                                   file(kParser, ".notes.md.tmp.7.0")};
    for (const std::string& half : half_written) {
        scratch.write_file(half, "{");
        scratch.set_mode(half, 0600);
        scratch.age(half, 24h * 365 * 20);
    }
    scratch.write_file("root/general/.2026-11-01_x.new/notes.md", "x");
    scratch.age("root/general/.2026-11-01_x.new", 24h * 365 * 20);

    CHECK(has(line("half written"), "2 temporary files: 2026-11-22_fix-the-parser"));
    CHECK(has(line("drafts"), "general/.2026-11-01_x.new was left by a new"));
    for (const std::string& half : half_written) CHECK(scratch.exists(half));
    CHECK(line("half written", {"--fix"}).empty());
    for (const std::string& half : half_written) CHECK_FALSE(scratch.exists(half));
}

TEST_CASE_FIXTURE(DoctorFixture, "a directory that has had sessions and has no task.yaml is told at once")
{
    scratch.write_file("root/general/2026-11-01_lost/.ctask/history.jsonl", "{}\n");
    scratch.age("root/general/2026-11-01_lost", -24h * 365 * 20);
    CHECK(has(line("unfinished"), "WARN  unfinished"));
    CHECK(has(last.out, "printf '%s\\n' 'slug: lost' 'title: lost' > " +
                            scratch.path("root/general/2026-11-01_lost/task.yaml")));
}
