// The commands that start a session: what they refuse, and what the report says then.
#include "command_fixture.hpp"

#include "record/json_reader.hpp"

#include <cerrno>

using namespace ctask;

namespace {

class OneToResume : public CommandFixture {
  public:
    OneToResume() { add("general/2026-11-22_x", "x", Nanoseconds{}); }

    /// A member of the report, as text.
    std::string reported(const std::string& key) const
    {
        std::string problem;
        const auto document = JsonDocument::parse(report.substr(report.find(':') + 1), problem);
        REQUIRE_MESSAGE(document, problem);
        const JsonValue value = document->root()[key];
        return value.number() ? std::to_string(*value.number()) : value.text().value_or("");
    }
    std::string hint_of(const std::vector<std::string>& words)
    {
        const std::string err = run(words).err;
        const std::string lead = "\n[ctask] ";
        const std::size_t at = err.find(lead);
        return at == err.npos ? err : err.substr(at + lead.size(), err.size() - at - lead.size() - 1);
    }
};

} // namespace

TEST_CASE_FIXTURE(OneToResume, "wrong usage before a session is 2 in the report too")
{
    for (const char* wrong : {"--timeout=soon", "--agent=", "--wait=x"}) {
        CAPTURE(wrong);
        CHECK(run({"resume", "x", wrong, "--report=r"}).status == 2);
        CHECK(report.starts_with("r:{"));
        CHECK(reported("how") == "failed");
        CHECK(reported("exit_status") == "2");
    }
}

TEST_CASE_FIXTURE(OneToResume, "whatever else fails, the report of another run is not left there")
{
    world.environment.entries = {"CTASK_ROOT=relative"};
    CHECK(run({"resume", "x", "--report=r"}).status == 125);
    CHECK(reported("exit_status") == "125");
    CHECK(reported("reason").find("not an absolute path") != std::string::npos);
}

TEST_CASE_FIXTURE(OneToResume, "a workspace without a session is reported as one that was not launched")
{
    CHECK(run({"new", "idea", "--no-launch", "--report=r"}).status == 0);
    CHECK(reported("how") == "not_launched");
    CHECK(reported("slug") == "idea");
    CHECK(report.find("exit_code") == std::string::npos);
    CHECK(report.find("\"changes_unknown\":false") != std::string::npos);
}

TEST_CASE_FIXTURE(OneToResume, "options that contradict each other are wrong usage, and reported as that")
{
    const std::vector<std::vector<std::string>> lines = {
        {"resume", "x", "--shell", "--agent=sh", "--report=r"},
        {"resume", "x", "--force", "--wait=5", "--report=r"},
        {"new", "y", "--no-launch", "--timeout=5", "--report=r"}};
    for (const std::vector<std::string>& line : lines) {
        report.clear();
        const Result result = run(line);
        CHECK(result.status == 2);
        CHECK(result.err.find("cannot both be meant") != std::string::npos);
        CHECK(reported("exit_status") == "2");
    }
}

TEST_CASE_FIXTURE(OneToResume, "a report that cannot be written is told of, and changes no status")
{
    report_error = ENOSPC;
    const Result result = run({"new", "idea", "--no-launch", "--report=/full"});
    CHECK(result.status == 0);
    CHECK(result.err.find("[ctask] cannot write the report to /full: No space left on device\n") !=
          std::string::npos);
    report_error = EPIPE;
    CHECK(run({"new", "other", "--no-launch", "--report=/full"}).err.find("the report") == std::string::npos);
}

TEST_CASE_FIXTURE(OneToResume, "the report names the workspace that was made when what follows fails")
{
    const std::string name = format_local_date(world.clock.now()) + "_idea";
    world.files.faults().fail(Touch::names, name, EACCES);
    CHECK(run({"new", "idea", "--agent=sh", "--report=r"}).status == 125);
    CHECK(reported("how") == "failed");
    CHECK(reported("slug") == "idea");
}

TEST_CASE_FIXTURE(OneToResume, "a category that is no name is wrong usage, and nothing is made")
{
    for (const char* category : {"", "a/b", "..", "-x", ".git"}) {
        const Result result = run({"new", "idea", std::string("--category=") + category});
        CHECK(result.status == 2);
        CHECK(result.err.find("a category is one directory name") != std::string::npos);
    }
    CHECK(run({"list", "--names"}).out == "2026-11-22_x\n");
}

TEST_CASE_FIXTURE(OneToResume,
                  "an agent with its arguments is answered by the same line with the dashes in place")
{
    struct Row {
        std::vector<std::string> words;
        const char* hint;
    };
    const Row rows[] = {
        {{"resume", "x", "--agent", "sh -x"}, "ctask resume x --agent=sh -- -x"},
        {{"new", "it's me", "-a", "sh -c 'echo  hi'", "--no-input", "-c", "work", "--", "a b", ""},
         "ctask new 'it'\\''s me' --category=work --agent=sh --no-input -- -c 'echo  hi' 'a b' ''"},
        {{"last", "--wait", "-a", "sh\t$(id)"}, "ctask last --agent=sh --wait -- '$(id)'"},
        {{"last", "--wait=5m", "-a", " sh  \"\" "}, "ctask last --agent=sh --wait=5m -- ''"},
        {{"resume", "x", "--agent", "sh -c 'a\nb'"}, "ctask resume x --agent=sh -- -c 'a\\nb'"},
    };
    for (const Row& row : rows) {
        world.processes.missing[row.words[3]] = ENOENT;
        CHECK(hint_of(row.words) == row.hint);
        CHECK(run(row.words).status == 2);
    }
    CHECK(world.processes.started() == 0);
}

TEST_CASE_FIXTURE(OneToResume, "a shell with a blank in its name is no agent with arguments")
{
    world.environment.entries.push_back("SHELL=/no such shell");
    world.processes.missing["/no such shell"] = ENOENT;
    CHECK(run({"open", "x"}).status == 127);
    CHECK(run({"resume", "x", "--shell"}).status == 127);
}

TEST_CASE_FIXTURE(OneToResume, "a profile whose command is not there says where that stands")
{
    scratch.write_file(".config/ctask/config.yaml",
                       "default_agent: big\nagents:\n  big: {command: claude --model x}\n");
    world.environment.entries = {"HOME=" + scratch.path(), "CTASK_ROOT=" + scratch.path("root")};
    world.processes.missing["claude --model x"] = ENOENT;
    const Result result = run({"new", "idea"});
    CHECK(result.status == 127);
    CHECK(result.err.starts_with("[ctask] agent not found: claude --model x (config.yaml:3, "
                                 "agents.big.command; arguments stand in args)\n"));
}

TEST_CASE_FIXTURE(OneToResume, "an agent or a shell that is not there is told with who names it")
{
    world.processes.missing["nope"] = world.processes.missing["/no/sh"] = ENOENT;
    world.environment.entries.push_back("SHELL=/no/sh");
    add("general/2026-11-22_own", "own", Nanoseconds{}, "agent: nope\n");
    CHECK(hint_of({"resume", "own"}).starts_with("agent in ~/root/general/2026-11-22_own/task.yaml names"));
    CHECK(hint_of({"resume", "own", "--agent=nope"}).starts_with("on this machine: "));
    const std::string about_shell = "SHELL names it: export SHELL=/bin/sh, or another shell that is there";
    CHECK(hint_of({"open", "own"}) == about_shell);
    CHECK(hint_of({"resume", "own", "--shell"}) == about_shell);
    CHECK(hint_of({"new", "y", "--shell"}) == about_shell);
    CHECK(run({"open", "own"}).status == 127);
    world.environment.entries.push_back("CTASK_AGENT=nope");
    world.environment.entries.erase(world.environment.entries.begin() + 2);
    CHECK(hint_of({"new", "y"}).starts_with("CTASK_AGENT names it: "));
}

TEST_CASE_FIXTURE(OneToResume, "an agent that exec refuses is told with who names it")
{
    add("general/2026-11-22_own", "own", Nanoseconds{}, "agent: odd\n");
    world.processes.next_child().cannot_start(ENOEXEC);
    const std::string err = run({"resume", "own"}).err;
    CHECK(err.find("agent in ~/root/general/2026-11-22_own/task.yaml names it") != err.npos);
}

TEST_CASE_FIXTURE(OneToResume, "an agent of a setting that has arguments comes with the profile to write")
{
    const std::string name = "/opt/my claude --model 'a b'";
    world.processes.missing[name] = ENOENT;
    scratch.write_file(".config/ctask/config.yaml", "default_agent: \"" + name + "\"\n");
    world.environment.entries = {"HOME=" + scratch.path(), "CTASK_ROOT=" + scratch.path("root")};

    const Result result = run({"new", "idea"});

    CHECK(result.status == 2);
    CHECK(result.err == "[ctask] agent \"" + name +
                            "\" (config.yaml:1) is no command: arguments stand behind --\n"
                            "[ctask] ctask new idea --agent=/opt/my -- claude --model 'a b'\n"
                            "[ctask] arguments of every session stand in a profile, in config.yaml:\n"
                            "[ctask]   default_agent: my\n"
                            "[ctask]   agents:\n"
                            "[ctask]     my:\n"
                            "[ctask]       command: /opt/my\n"
                            "[ctask]       args: [claude, \"--model\", a b]\n");
    const std::string doctor = run({"doctor"}).out;
    CHECK(doctor.find("\"" + name + "\" is no command (from config.yaml:1)\n") != std::string::npos);
    CHECK(doctor.find("\n" + std::string(20, ' ') + "default_agent: my\n") != std::string::npos);
}

TEST_CASE_FIXTURE(OneToResume,
                  "arguments of an agent that a variable or task.yaml names have their places too")
{
    const std::string name = "codex -m x";
    world.processes.missing[name] = ENOENT;
    world.environment.entries[2] = "CTASK_AGENT=" + name;
    CHECK(run({"new", "idea"})
              .err.ends_with("[ctask]   agents:\n[ctask]     codex:\n"
                             "[ctask]       command: codex\n[ctask]       args: [\"-m\", x]\n"
                             "[ctask] and then CTASK_AGENT=codex\n"));
    add("general/2026-11-22_own", "own", std::chrono::hours(1), "agent: " + name + "\n");
    CHECK(run({"resume", "own"})
              .err.ends_with("in task.yaml:\n[ctask]   agent:\n"
                             "[ctask]     command: codex\n[ctask]     args: [\"-m\", x]\n"));
    CHECK(run({"resume", "own", "--agent", name})
              .err.ends_with("[ctask] ctask resume own --agent=codex -- -m x\n"));
}

TEST_CASE_FIXTURE(OneToResume, "what the config file says wrongly is told by every command, once")
{
    scratch.write_file(".config/ctask/config.yaml", "rot: /w\n");
    const Result warned = run({"path", "x"});
    CHECK(warned.status == 0);
    CHECK(warned.err ==
          "[ctask] " + scratch.path(".config/ctask/config.yaml") + ":1: unknown key rot; nearest: root\n");

    scratch.write_file(".config/ctask/config.yaml", "\nignore: x\n");
    const Result failed = run({"resume", "x"});
    CHECK(failed.status == 125);
    CHECK(failed.err == "[ctask] " + scratch.path(".config/ctask/config.yaml") +
                            ":2: expected a list for ignore, found x\n"
                            "[ctask] mend it with an editor; its keys are described in ctask(1)\n");
    CHECK(run({"list"}).status == 1);
}
