// Which agent a session runs: who names it, and what the name stands for.
#include "session/agent_choice.hpp"
#include "session/launch.hpp"

#include "base/error.hpp"
#include "support/doctest.hpp"

using namespace ctask;

namespace {

using Args = std::vector<std::string>;
using Variables = std::vector<std::pair<std::string, std::string>>;

Settings settings_with(const std::string& default_agent)
{
    Settings settings;
    settings.agent = {default_agent, "config.yaml", 3};
    settings.agents =
        agent_profiles({{"big", "~/bin/claude", {"--model", "$SIZE"}, {{"A", "1"}, {"B", "2"}}, 7},
                        {"codex", "", {}, {}, 9}});
    return settings;
}

Environment environment()
{
    Environment made;
    made.entries = {"HOME=/h", "SIZE=large"};
    return made;
}

AgentEntry entry(std::string type, std::string command, Args args = {}, Variables env = {})
{
    return {std::move(type), std::move(command), std::move(args), std::move(env)};
}

} // namespace

TEST_CASE("the agent is named by the flag, else by the workspace, else by the setting")
{
    const Settings settings = settings_with("big");
    CHECK(choose_agent("codex", entry("", "aider"), settings).named.full_source() == "--agent");
    CHECK(choose_agent("codex", entry("", "aider"), settings).command == "codex");
    CHECK(choose_agent("", entry("", "aider"), settings).named.full_source() == "task.yaml");
    CHECK(choose_agent("", entry("", "aider"), settings).command == "aider");
    CHECK(choose_agent("", entry("", ""), settings).named.full_source() == "config.yaml:3");
    CHECK(choose_agent("", entry("", ""), settings).name == "big");
}

TEST_CASE("a name stands for the profile of that name, whoever gives it")
{
    for (const AgentChoice& choice :
         {choose_agent("big", {}, settings_with("x")), choose_agent("", entry("", "big"), settings_with("x")),
          choose_agent("", entry("big", ""), settings_with("x")),
          choose_agent("", {}, settings_with("big"))}) {
        const AgentChoice ready = expanded(choice, environment());
        CHECK(ready.name == "big");
        CHECK(ready.command == "/h/bin/claude");
        CHECK(ready.args == Args{"--model", "large"});
        CHECK(ready.env == Variables{{"A", "1"}, {"B", "2"}});
    }
}

TEST_CASE("another name is a command, and nothing of it is expanded or split")
{
    const AgentChoice choice = choose_agent("~/x y/$HOME", {}, settings_with("big"));
    CHECK_FALSE(choice.profile);
    CHECK(choice.name == "$HOME");
    CHECK(expanded(choice, environment()).command == "~/x y/$HOME");
}

TEST_CASE("what task.yaml gives as a map comes on top of the profile that its type names")
{
    const AgentEntry own = entry("big", "", {"-x"}, {{"B", "3"}});
    const AgentChoice ready = expanded(choose_agent("", own, settings_with("x")), environment());
    CHECK(ready.args == Args{"--model", "large", "-x"});
    CHECK(with_variables({}, ready.env) == Args{"A=1", "B=3"});
}

TEST_CASE("the command of a map in task.yaml is a command")
{
    const AgentEntry own = entry("mine", "big", {"-x"});
    const AgentChoice ready = expanded(choose_agent("", own, settings_with("x")), environment());
    CHECK(ready.command == "big");
    CHECK(ready.args == Args{"-x"});
    CHECK(ready.env.empty());
}

TEST_CASE("a profile is expanded only when it is wanted")
{
    Environment bare;
    bare.entries = {"HOME=/h"};
    CHECK_THROWS_AS(expanded(choose_agent("big", {}, settings_with("x")), bare), Failure);
    CHECK(expanded(choose_agent("codex", {}, settings_with("x")), bare).command == "codex");
}
