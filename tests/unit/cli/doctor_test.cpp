// ctask doctor: what it finds, what it advises, and what it mends.
#include "doctor_fixture.hpp"

#include "cli/doctor.hpp"
#include "record/json_reader.hpp"

#include <cerrno>

using namespace ctask;
using namespace std::chrono_literals;

TEST_CASE_FIXTURE(DoctorFixture, "a good set-up has no FAIL and is a success")
{
    CHECK(has(line("root"), "PASS  root"));
    CHECK(has(line("root"), "~/root (ext4, "));
    CHECK(has(line("root"), "rename link flock work)"));
    CHECK(has(line("agent"), "PASS  agent"));
    CHECK(has(line("agent"), "codex"));
    CHECK(has(line("agent"), "from CTASK_AGENT"));
    CHECK(has(line("tmux"), "PASS  tmux"));
    CHECK(has(line("tmux"), "3.3a"));
    CHECK(has(line("git"), "2.39.5"));
    CHECK(has(line("leftovers"), "PASS"));
    CHECK(last.status == 0);
    CHECK(last.err.empty());
    CHECK_FALSE(has(last.out, "FAIL"));
    CHECK(scratch.exists("root/.trash") == false);
}

TEST_CASE_FIXTURE(DoctorFixture, "a command to notify that cannot be run is told, one that can is too")
{
    CHECK(line("notify").empty());
    scratch.write_file(".config/ctask/config.yaml", "notify: [tell-me, ended]\n");
    CHECK(has(line("notify"), "PASS  notify"));
    CHECK(has(line("notify"), "tell-me (config.yaml:1)"));
    world.processes.missing["tell-me"] = ENOENT;
    CHECK(has(line("notify"), "WARN  notify"));
    CHECK(has(line("notify"), "tell-me is not found (config.yaml:1)"));
    CHECK(last.status == 0);
}

TEST_CASE_FIXTURE(DoctorFixture, "a directory that its owner has closed is told, with what opens it")
{
    CHECK(line("closed").empty());
    scratch.make_directory("root/general/2026-11-22_shut");
    world.files.faults().fail(Touch::read, "2026-11-22_shut/task.yaml", EACCES);
    CHECK(has(line("closed"), "WARN  closed"));
    CHECK(has(line("closed"), "chmod u+rwx"));
}

TEST_CASE_FIXTURE(DoctorFixture, "a root that does not work is a FAIL with what to do")
{
    world.files.trial.write = EACCES;
    CHECK(has(line("root"), "FAIL  root"));
    CHECK(has(line("root"), "Permission denied"));
    CHECK(last.status == 1);

    world.files.trial = {};
    world.files.file_system.read_only = true;
    world.files.trials = 0;
    CHECK(has(line("root"), "FAIL  root"));
    CHECK(has(line("root"), "is read-only"));
    CHECK(world.files.trials == 0);

    scratch.remove("root");
    scratch.write_file("root", "in the way");
    CHECK(has(line("root"), "FAIL  root"));
}

TEST_CASE_FIXTURE(DoctorFixture, "a root that is yet to be made is no failure and is not made")
{
    scratch.remove("root");
    CHECK(has(line("root"), "INFO  root"));
    CHECK(last.status == 0);
    CHECK_FALSE(scratch.exists("root"));
}

TEST_CASE_FIXTURE(DoctorFixture, "a file system without links, without flock, or nearly full is told")
{
    world.files.trial.flock = ENOTSUP;
    line("root");
    CHECK(has(last.out, "rename link work)"));
    CHECK(has(last.out, "WARN  root"));
    CHECK(has(last.out, "no flock there"));
    CHECK(last.status == 0);

    world.files.trial = {};
    world.files.trial.link = EPERM;
    line("root");
    CHECK(has(last.out, "no hard links there"));

    world.files.file_system.free_bytes = 1 << 20;
    line("root");
    CHECK(has(last.out, "WARN  root"));
    CHECK(has(last.out, "are free"));
}

TEST_CASE_FIXTURE(DoctorFixture, "a category that cannot be listed is told")
{
    scratch.make_directory("root/weird\x1b[2J");
    scratch.make_directory("root/general");
    world.files.faults().fail(Touch::names, "root/weird\x1b[2J", EACCES);
    line("root");
    CHECK(has(last.out, "WARN  root"));
    CHECK(has(last.out, "1 directory in ~/root cannot be looked into: weird\\x1b[2J"));
}

TEST_CASE_FIXTURE(DoctorFixture, "settings that cannot be resolved are a FAIL, and the rest is checked")
{
    world.environment.entries[1] = "CTASK_ROOT=relative";
    CHECK(has(line("settings"), "FAIL  settings"));
    CHECK(has(line("git"), "PASS"));
    CHECK(line("root").empty());
    CHECK(last.status == 1);
}

TEST_CASE_FIXTURE(DoctorFixture, "an agent that is not there is a FAIL; others are named")
{
    world.processes.missing = {{"codex", ENOENT}, {"gemini", ENOENT}, {"aider", ENOENT}};
    CHECK(has(line("agent"), "FAIL  agent"));
    CHECK(has(line("agent"), "codex is not on PATH (from CTASK_AGENT)"));
    CHECK(has(last.out, "also here: claude"));
    CHECK_FALSE(has(last.out, "aider"));
    CHECK(last.status == 1);

    world.processes.missing["codex"] = EACCES;
    CHECK(has(line("agent"), "is not executable"));
}

TEST_CASE_FIXTURE(DoctorFixture, "a tmux that is too old is told, one that has no number is taken as new")
{
    for (const char* old : {"tmux 2.9a\n", "tmux 1.8\n"}) {
        tmux_says = old;
        CHECK(has(line("tmux"), "WARN  tmux"));
    }
    for (const char* fine : {"tmux 3.0\n", "tmux 3.4\n", "tmux next-3.5\n", "tmux master\n", "tmux 10.1\n"}) {
        tmux_says = fine;
        CHECK(has(line("tmux"), "PASS  tmux"));
    }
    tmux_says = "";
    CHECK(has(line("tmux"), "WARN  tmux"));
    world.processes.missing = {{"tmux", ENOENT}, {"git", ENOENT}};
    CHECK(has(line("tmux"), "INFO  tmux"));
    CHECK(has(line("git"), "INFO  git"));
}

TEST_CASE_FIXTURE(DoctorFixture, "completion is found where the user's shell looks for it")
{
    CHECK(has(line("completion"), "INFO  completion"));
    line("completion");
    CHECK(has(last.out, "add to ~/.bashrc: source <(ctask completion bash)"));

    scratch.write_file(".bashrc", "source <(ctask completion bash)\n");
    CHECK(has(line("completion"), "PASS"));
    scratch.remove(".bashrc");
    scratch.write_file("usr/share/bash-completion/completions/ctask", "");
    CHECK(has(line("completion"), "PASS"));

    const std::string& shell = world.environment.entries[3] = "SHELL=/usr/bin/zsh";
    CHECK(shell.size() > 0);
    CHECK(has(line("completion"), "INFO"));
    scratch.write_file("usr/share/zsh/site-functions/_ctask", "");
    CHECK(has(line("completion"), "PASS"));
    world.environment.entries[3] = "SHELL=/usr/bin/fish";
    CHECK(has(line("completion"), "INFO"));
    scratch.write_file("usr/share/fish/vendor_completions.d/ctask.fish", "");
    CHECK(has(line("completion"), "PASS"));
    world.environment.entries[3] = "SHELL=/bin/tcsh";
    CHECK(has(line("completion"), "none for tcsh"));
}

TEST_CASE_FIXTURE(DoctorFixture, "the man page is looked for beside the programs")
{
    scratch.make_directory("usr/bin");
    scratch.write_file("usr/share/man/man1/ctask.1.gz", "");
    CHECK(has(line("man page"), "PASS"));
}

TEST_CASE_FIXTURE(DoctorFixture, "a workspace that cannot be read is named with the line that is wrong")
{
    add(kParser, "fix the parser", 20s);
    scratch.write_file(file(kParser, "task.yaml"), "- a list\n");
    line("broken");
    CHECK(has(last.out, "WARN  broken"));
    CHECK(has(last.out, "~/" + file(kParser, "task.yaml:1:")));
    CHECK(last.status == 0);
}

TEST_CASE_FIXTURE(DoctorFixture, "what a dead session left is told and not touched, until it is to be mended")
{
    add(kParser, "fix the parser", 20s);
    scratch.set_mode("root/" + kParser, 0700);
    add_lease(kParser, 4711, false);
    scratch.set_mode(file(kParser, ".ctask"), 0755);
    scratch.set_mode(file(kParser, ".ctask/session.json"), 0644);

    CHECK(has(line("leftovers"), "WARN  leftovers"));
    CHECK(has(line("leftovers"), "1 interrupted session: 2026-11-22_fix-the-parser"));
    CHECK(has(line("modes"), "WARN  modes"));
    CHECK(scratch.exists(file(kParser, ".ctask/session.json")));

    CHECK(has(line("leftovers", {"--fix"}), "PASS  leftovers"));
    CHECK(has(last.out, "1 interrupted session recorded just now"));
    CHECK(has(last.err, "[ctask] 2026-11-22_fix-the-parser:\n"));
    CHECK(has(last.err, "interrupted"));
    CHECK_FALSE(scratch.exists(file(kParser, ".ctask/session.json")));
    CHECK(has(scratch.read_file(file(kParser, ".ctask/history.jsonl")), "\"interrupted\""));

    CHECK(has(line("leftovers"), "no interrupted session"));
    CHECK(line("modes").empty());
}

TEST_CASE_FIXTURE(DoctorFixture, "a live session is nothing to mend")
{
    add(kParser, "fix the parser", 20s);
    add_lease(kParser, 4711, true);
    scratch.set_mode(file(kParser, ".ctask"), 0700);
    scratch.set_mode(file(kParser, ".ctask/session.json"), 0600);
    const std::string before = scratch.read_file(file(kParser, ".ctask/session.json"));

    CHECK(has(line("leftovers", {"--fix"}), "no interrupted session"));
    CHECK(scratch.read_file(file(kParser, ".ctask/session.json")) == before);
}

TEST_CASE_FIXTURE(DoctorFixture, "an old write lock is told, and goes when its holder is dead")
{
    add(kParser, "fix the parser", 20s);
    scratch.write_file(file(kParser, ".ctask/write.lock"), "{\"v\":2,\"pid\":4711}\n");
    scratch.set_mode(file(kParser, ".ctask"), 0700);
    scratch.set_mode(file(kParser, ".ctask/write.lock"), 0600);
    world.advance(24h * 365 * 30);

    CHECK(has(line("locks"), "WARN  locks"));
    CHECK(scratch.exists(file(kParser, ".ctask/write.lock")));
    CHECK(line("locks", {"--fix"}).empty());
    CHECK_FALSE(scratch.exists(file(kParser, ".ctask/write.lock")));
}

TEST_CASE_FIXTURE(DoctorFixture, "a dated directory without task.yaml is shown once it has stood for a while")
{
    scratch.write_file("root/general/2026-11-01_half/notes.md", "x");
    scratch.write_file("root/general/other/notes.md", "x");
    scratch.age("root/general/2026-11-01_half", -24h * 365 * 20);
    CHECK(line("unfinished").empty());
    scratch.age("root/general/2026-11-01_half", 24h * 365 * 20);
    CHECK(has(line("unfinished", {"--fix"}), "2026-11-01_half has no task.yaml"));
    CHECK(scratch.exists("root/general/2026-11-01_half/notes.md"));
}

TEST_CASE_FIXTURE(DoctorFixture, "the same as JSON, an object a line")
{
    world.processes.missing = {{"codex", ENOENT}};
    const Result result = run({"doctor", "--json"});
    CHECK(result.status == 1);
    std::string problem;
    const auto document = JsonDocument::parse(result.out, problem);
    REQUIRE(document);
    std::size_t failures = 0;
    document->root().each([&](JsonValue check) {
        CHECK(check["level"].text());
        CHECK(check["subject"].text());
        CHECK(check["found"].text());
        CHECK((check["advice"].text() || check["advice"].is_null_or_absent()));
        if (check["level"].text() == "FAIL") ++failures;
        return true;
    });
    CHECK(failures == 1);
}

TEST_CASE("a line that is too long has its advice on the next one, under what was found")
{
    const std::vector<Check> checks = {{Check::Level::fail, "agent", "claude is not there", "install it"},
                                       {Check::Level::pass, "git", "2\n", ""}};
    CHECK(doctor_text(checks, 0, false) ==
          "FAIL  agent  claude is not there" + std::string(29, ' ') + "install it\nPASS  git    2\\n\n");
    CHECK(doctor_text(checks, 40, false) ==
          "FAIL  agent  claude is not there\n             install it\nPASS  git    2\\n\n");
    CHECK(has(doctor_text(checks, 0, true), "\x1b[31mFAIL\x1b[0m"));
}
