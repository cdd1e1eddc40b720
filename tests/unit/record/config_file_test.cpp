// config.yaml: every key, and everything that is refused or warned of with its line.
#include "record/config_file.hpp"

#include "base/error.hpp"
#include "support/doctest.hpp"
#include "support/failures.hpp"

using namespace ctask;

namespace {

ConfigFile read(const std::string& text)
{
    return parse_config_file(text, "c.yaml");
}

std::string problem_of(const std::string& text)
{
    CAPTURE(text);
    return refusal_of([&] { read(text); });
}

using Variables = std::vector<std::pair<std::string, std::string>>;

struct Wrong {
    const char* text;
    const char* problem;
};

const Wrong kWrong[] = {
    {"root: /w\nproject_root: [a]\n", "c.yaml:2: expected text for project_root, found a list"},
    {"root: {a: b}\n", "c.yaml:1: expected text for root, found a mapping"},
    {"x: &a /w\nroot: *a\n", "c.yaml:2: expected text for root, found the alias *a"},
    {"session_mode: sometimes\n",
     "c.yaml:1: expected direct or persistent for session_mode, found sometimes"},
    {"agents: claude\n", "c.yaml:1: expected a mapping for agents, found claude"},
    {"agents: [claude]\n", "c.yaml:1: expected a mapping for agents, found a list"},
    {"agents:\n  big: claude --model x\n",
     "c.yaml:2: expected a mapping of command, args and env for agents.big, found claude --model x"},
    {"agents:\n  '': {}\n", "c.yaml:2: expected the name of an agent for agents, found "},
    {"agents:\n  big:\n    args: --model x\n",
     "c.yaml:3: expected a list for agents.big.args, found --model x"},
    {"agents:\n  big:\n    args:\n      - [x]\n",
     "c.yaml:4: expected text for agents.big.args, found a list"},
    {"agents:\n  big:\n    env: [A=b]\n", "c.yaml:3: expected a mapping for agents.big.env, found a list"},
    {"agents:\n  big:\n    env: {A=B: c}\n",
     "c.yaml:3: expected the name of a variable for agents.big.env, found A=B"},
    {"agents:\n  big:\n    env:\n      A: [b]\n",
     "c.yaml:4: expected text for agents.big.env.A, found a list"},
    {"ignore: '*.o'\n", "c.yaml:1: expected a list for ignore, found *.o"},
    {"ignore:\n  - ''\n", "c.yaml:2: expected a pattern for ignore, found "},
    {"notify: notify-send done\n", "c.yaml:1: expected a list for notify, found notify-send done"},
    {"notify: ['', x]\n", "c.yaml:1: expected a command for notify, found "},
    {"- root\n", "c.yaml:1: expected a mapping of settings"},
    {"root\n", "c.yaml:1: expected a mapping of settings"},
    {"root: /a\nroot: /b\n", "c.yaml:2: expected each key once, found root again"},
    {"root: \"a\\0b\"\n", "c.yaml:1: expected text without zero bytes for root, found a\\x00b"},
    {"root: \xFF\n", "c.yaml:1: expected UTF-8"},
};

} // namespace

TEST_CASE("every key of the config file is read with its line")
{
    const ConfigFile config = read("root: ~/w\n"
                                   "project_root: $HOME/p\n"
                                   "seed_dir: /s\n"
                                   "# a comment\n"
                                   "seed_project_dir: '/s p'\n"
                                   "default_agent: big\n"
                                   "session_mode: persistent\n"
                                   "agents:\n"
                                   "  big:\n"
                                   "    command: claude\n"
                                   "    args: [--model, 'a b', 5]\n"
                                   "    env: {KEY: value, EMPTY: , N: 1}\n"
                                   "  aider:\n"
                                   "ignore:\n"
                                   "  - node_modules/\n"
                                   "  - '*.o'\n");

    CHECK(config.root->text == "~/w");
    CHECK(config.root->line == 1);
    CHECK(config.project_root->text == "$HOME/p");
    CHECK(config.seed_dir->text == "/s");
    CHECK(config.seed_project_dir->text == "/s p");
    CHECK(config.seed_project_dir->line == 5);
    CHECK(config.default_agent->text == "big");
    CHECK(config.session_mode->text == "persistent");
    REQUIRE(config.agents.size() == 2);
    CHECK(config.agents[0].name == "big");
    CHECK(config.agents[0].command == "claude");
    CHECK(config.agents[0].args == std::vector<std::string>{"--model", "a b", "5"});
    CHECK(config.agents[0].env == Variables{{"KEY", "value"}, {"EMPTY", ""}, {"N", "1"}});
    CHECK(config.agents[0].line == 9);
    CHECK(config.agents[1].name == "aider");
    CHECK(config.agents[1].command.empty());
    CHECK(config.ignore == std::vector<std::string>{"node_modules/", "*.o"});
    CHECK(config.ignore_line == 15);
    CHECK(config.warnings.empty());
}

TEST_CASE("a config file without a value sets nothing")
{
    for (const char* text : {"", "\n\n", "# root: /w\n", "---\n", "~\n", "\xEF\xBB\xBF# c\n",
                             "root:\nagents: ~\n", "root: ''\nignore:\n", "{}\n"}) {
        CAPTURE(text);
        const ConfigFile config = read(text);
        CHECK_FALSE(config.root);
        CHECK(config.agents.empty());
        CHECK(config.ignore.empty());
        CHECK(config.warnings.empty());
    }
}

TEST_CASE("what is wrong in the config file is an error with its line and what was expected")
{
    for (const Wrong& row : kWrong) {
        CAPTURE(row.text);
        CHECK(problem_of(row.text) == row.problem);
    }
}

TEST_CASE("an unknown key is a warning with the nearest known one, and the rest counts")
{
    const ConfigFile config = read("rot: /w\n"
                                   "seed-dir: /s\n"
                                   "default_agent: codex\n"
                                   "whatever: {a: [b]}\n"
                                   "agents:\n"
                                   "  big:\n"
                                   "    arg: [x]\n"
                                   "    commands: c\n"
                                   "[a]: b\n");

    CHECK(config.default_agent->text == "codex");
    CHECK(config.warnings ==
          std::vector<std::string>{
              "c.yaml:1: unknown key rot; nearest: root", "c.yaml:2: unknown key seed-dir; nearest: seed_dir",
              "c.yaml:4: unknown key whatever; known: root, project_root, seed_dir, seed_project_dir, "
              "default_agent, agents, session_mode, ignore, notify",
              "c.yaml:9: unknown key that is no text; known: root, project_root, seed_dir, "
              "seed_project_dir, default_agent, agents, session_mode, ignore, notify",
              "c.yaml:7: unknown key agents.big.arg; nearest: agents.big.args",
              "c.yaml:8: unknown key agents.big.commands; nearest: agents.big.command"});
}
