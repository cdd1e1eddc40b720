// ctask config and ctask agents: what they show of the settings, and what a launch would run.
#include "command_fixture.hpp"

#include "record/json_reader.hpp"

using namespace ctask;

namespace {

class Configured : public CommandFixture {
  public:
    Configured()
    {
        scratch.write_file(".config/ctask/config.yaml", "default_agent: big\n"
                                                        "session_mode: persistent\n"
                                                        "ignore: ['*.o', build/]\n"
                                                        "agents:\n"
                                                        "  big:\n"
                                                        "    command: ~/bin/big\n"
                                                        "    args: [--model, 'a b']\n"
                                                        "    env: {KEY: v, CTASK_TASK: mine}\n"
                                                        "  torn: {command: $NOWHERE/x}\n");
        world.environment.entries = {"HOME=" + scratch.path(), "CTASK_ROOT=" + scratch.path("root")};
        world.processes.missing = {{"codex", ENOENT}, {"aider", EACCES}};
    }

    JsonDocument json(const std::vector<std::string>& words)
    {
        std::string problem;
        auto document = JsonDocument::parse(run(words).out, problem);
        REQUIRE_MESSAGE(document, problem);
        return std::move(*document);
    }
};

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE_FIXTURE(Configured, "config shows every setting with its source")
{
    const Result result = run({"config"});
    CHECK(result.status == 0);
    CHECK(result.out ==
          "SETTING           VALUE                        SOURCE\n"
          "config file       ~/.config/ctask/config.yaml  read\n"
          "root              ~/root                       CTASK_ROOT\n"
          "project_root      -                            default\n"
          "seed_dir          ~/.config/ctask/seed         default\n"
          "seed_project_dir  -                            default\n"
          "default_agent     big                          config.yaml:1\n"
          "session_mode      persistent                   config.yaml:2\n"
          "colour            auto                         default; only NO_COLOR and CLICOLOR_FORCE set it\n"
          "ignore            '*.o' build/                 config.yaml:3\n"
          "notify            -                            default\n");
}

TEST_CASE_FIXTURE(Configured, "the source of colour is the variable that sets it")
{
    world.environment.entries.emplace_back("NO_COLOR=1");
    CHECK(has(run({"config"}).out, "\ncolour            never                        NO_COLOR\n"));
}

TEST_CASE_FIXTURE(Configured, "config tells scripts the same, and whether there is a file at all")
{
    const JsonDocument config = json({"config", "--json"});
    CHECK(config.root()["config_file"]["path"].text() == scratch.path(".config/ctask/config.yaml"));
    CHECK(config.root()["config_file"]["read"].truth() == true);
    CHECK(config.root()["settings"]["default_agent"]["value"].text() == "big");
    CHECK(config.root()["settings"]["default_agent"]["source"].text() == "config.yaml");
    CHECK(config.root()["settings"]["default_agent"]["line"].number() == 1);
    CHECK(config.root()["settings"]["root"]["source"].text() == "CTASK_ROOT");
    CHECK(config.root()["settings"]["ignore"]["value"].texts() == std::vector<std::string>{"*.o", "build/"});

    scratch.remove(".config");
    const JsonDocument bare = json({"config", "--json"});
    CHECK(bare.root()["config_file"]["read"].truth() == false);
    CHECK(bare.root()["settings"]["default_agent"]["source"].text() == "default");
    CHECK_FALSE(scratch.exists(".config"));
}

TEST_CASE_FIXTURE(Configured, "agents shows each profile, where its command is, and which is the default")
{
    const Result result = run({"agents"});
    CHECK(result.status == 0);
    CHECK(has(result.out, "\nclaude    /usr/bin/claude "));
    CHECK(has(result.out, "\ncodex     not found "));
    CHECK(has(result.out, " not executable: /usr/bin/aider "));
    CHECK(has(result.out, "/bin/big --model 'a b'\n"));
    CHECK(has(result.out, " config.yaml:5; the default, from config.yaml:1 "));
    CHECK(has(result.out, "cannot expand $NOWHERE"));
    CHECK(run({"agents", "--names"}).out == "claude\ncodex\ngemini\nopencode\naider\nbig\ntorn\n");
}

TEST_CASE_FIXTURE(Configured, "a default that is no profile is listed too")
{
    world.environment.entries.push_back("CTASK_AGENT=/opt/mine");
    CHECK(has(run({"agents"}).out, "no profile; the default, from CTASK_AGENT "));
    world.environment.entries.pop_back();
    scratch.remove(".config/ctask/config.yaml");
    CHECK(has(run({"agents"}).out, " built in; the default  claude\n"));
}

TEST_CASE_FIXTURE(Configured, "agents tells scripts of each whether and where it was found")
{
    std::size_t seen = 0;
    json({"agents", "--json"}).root().each([&](JsonValue agent) {
        ++seen;
        const std::string name = agent["name"].text().value_or("");
        if (name == "codex") CHECK(agent["found"].truth() == false);
        if (name == "torn") CHECK(has(agent["problem"].text().value_or(""), "NOWHERE is not set"));
        if (name != "big") return true;
        CHECK(agent["default"].truth() == true);
        CHECK(agent["path"].text() == scratch.path("bin/big"));
        CHECK(agent["args"].texts() == std::vector<std::string>{"--model", "a b"});
        CHECK(agent["env"]["KEY"].text() == "v");
        CHECK(agent["source"].text() == "config.yaml");
        CHECK(agent["line"].number() == 5);
        return true;
    });
    CHECK(seen == 7);
}

TEST_CASE_FIXTURE(Configured, "agents check shows what new would run")
{
    const Result result = run({"agents", "check"});
    CHECK(result.status == 0);
    CHECK(has(result.out, "Agent:       big               from config.yaml:1\n"));
    CHECK(has(result.out, "Program:     ~/bin/big\n"));
    CHECK(has(result.out, "/bin/big --model 'a b'  profile of config.yaml:5\n"));
    CHECK(has(result.out, "Directory:   the workspace that new makes\n"));
    CHECK(has(result.out, "Mode:        persistent        from config.yaml:2\n"));
    CHECK(has(result.out, "             CTASK_WORKSPACE   (known when it starts)\n"));
    CHECK(has(result.out, "             KEY               v  (from agents.big)\n"));
    CHECK(has(result.out, "CTASK_TASK        mine  (from agents.big)\n"));
    CHECK(result.out.find("CTASK_TASK ") < result.out.find("KEY "));
}

TEST_CASE_FIXTURE(Configured,
                  "agents check shows what resume would run in a workspace, and fails when nothing")
{
    add("general/2026-11-22_x", "x", Nanoseconds{}, "agent: {type: codex, args: [-q]}\nlaunch_dir: sub\n");
    scratch.make_directory("root/general/2026-11-22_x/sub");
    const Result result = run({"agents", "check", "x"});
    CHECK(result.status == 1);
    CHECK(has(result.out, "Agent:       codex             from task.yaml\n"));
    CHECK(has(result.out, "Program:     not found\n"));
    CHECK(has(result.out, "Runs:        codex -q          built-in profile\n"));
    CHECK(has(result.out, "launch_dir in task.yaml\n"));

    const JsonDocument check = json({"agents", "check", "x", "--json"});
    CHECK(check.root()["found"].truth() == false);
    CHECK(check.root()["argv"].texts() == std::vector<std::string>{"codex", "-q"});
    CHECK(check.root()["directory"].text() == scratch.path("root/general/2026-11-22_x/sub"));
    CHECK(check.root()["profile"].text() == "codex");
    CHECK(check.root()["session_mode"]["value"].text() == "persistent");
}

TEST_CASE_FIXTURE(Configured, "agents check asks about another agent, and hints at what new would hint at")
{
    add("general/2026-11-22_x", "x", Nanoseconds{}, "agent: codex\n");
    world.processes.missing["nope"] = world.processes.missing["nope -l"] = ENOENT;
    const Result other = run({"agents", "check", "x", "--agent", "big"});
    CHECK(other.status == 0);
    CHECK(other.err.empty());
    CHECK(has(other.out, "Agent:       big               from --agent\n"));

    const Result absent = run({"agents", "check", "-a", "nope"});
    CHECK(absent.status == 1);
    CHECK(absent.err == run({"new", "y", "-a", "nope"}).err);
    CHECK(has(absent.err, "agent not found: nope"));

    const Result words = run({"agents", "check", "x", "-a", "nope -l"});
    CHECK(words.status == 2);
    CHECK(has(words.err, "ctask resume x --agent=nope -- -l\n"));
    CHECK(has(run({"agents", "check", "-a", "nope -l"}).err, "ctask new --agent=nope -- -l\n"));
    CHECK(run({"agents", "-a", "big"}).status == 2);
    CHECK(run({"agents", "check", "-a", ""}).status == 2);
}

TEST_CASE_FIXTURE(Configured, "info tells every setting of a workspace with its source")
{
    add("general/2026-11-22_x", "x", Nanoseconds{}, "agent: big\n");
    const Result text = run({"info", "x"});
    CHECK(has(text.out, "Agent:       big               from task.yaml\n"));
    CHECK(has(text.out, "/bin/big --model 'a b'  profile of config.yaml:5\n"));
    CHECK(has(text.out, "Mode:        persistent        from config.yaml:2\n"));

    const JsonDocument document = json({"info", "x", "--json"});
    const JsonValue settings = document.root()["settings"];
    CHECK(settings["agent"]["source"].text() == "task.yaml");
    CHECK(settings["default_agent"]["line"].number() == 1);
    CHECK(settings["session_mode"]["value"].text() == "persistent");
    CHECK(settings["command"]["value"].texts().back() == "a b");
    CHECK(settings["command"]["line"].number() == 5);
    CHECK(settings["ignore"]["line"].number() == 3);
}

TEST_CASE_FIXTURE(Configured, "agents takes no other word than check")
{
    const Result wrong = run({"agents", "chekc"});
    CHECK(wrong.status == 2);
    CHECK(wrong.err == "[ctask] ctask agents knows only check, not chekc\n"
                       "[ctask] see: ctask agents --help\n");
    CHECK(run({"agents", "check", "a", "b"}).status == 2);
    CHECK(run({"agents", "check", "--names"}).status == 2);
    CHECK(run({"agents", "check", "--help"}).status == 0);
}
