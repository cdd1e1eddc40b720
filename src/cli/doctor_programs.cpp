// The doctor's look at other programs: the agents, tmux and git.
#include "async/combine.hpp"
#include "base/text.hpp"
#include "cli/agent_words.hpp"
#include "cli/doctor.hpp"
#include "cli/found_agent.hpp"
#include "cli/labelled_row.hpp"
#include "session/agent_choice.hpp"
#include "tmux/server.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>

namespace ctask {

namespace {

using Level = Check::Level;

constexpr Seconds kPatience{5};

/// The first line of what `program OPTION` prints; empty when it cannot be had.
std::string ask(World& world, const std::string& path, const std::string& option)
{
    Command command;
    command.program = path;
    command.argv = {path, option};
    command.environment = world.environment.entries;
    const Captured captured = run_to_completion(world.context, world.processes.capture(command, kPatience));
    return captured.succeeded() ? captured.out.substr(0, captured.out.find('\n')) : "";
}

/// From the first digit on: "3.3a" of "tmux 3.3a", "2.39.5" of "git version 2.39.5".
std::string version_in(const std::string& answer)
{
    const auto digit = std::find_if(answer.begin(), answer.end(),
                                    [](unsigned char character) { return std::isdigit(character) != 0; });
    const std::string rest(digit, answer.end());
    return rest.substr(0, rest.find(' '));
}

Check check_tmux(World& world)
{
    const ProgramPlace place = world.processes.find_program("tmux", world.environment);
    if (place.error != 0)
        return {Level::info, "tmux", "not found", "only persistent sessions and ctask attach need it"};
    const std::string answer = ask(world, place.path, "-V");
    if (answer.empty())
        return {Level::warn, "tmux", place.path + " does not tell its version", "try: tmux -V"};
    const std::string version = version_in(answer);
    if (is_old_tmux(answer))
        return {Level::warn, "tmux", version + " is too old for persistent sessions",
                "install tmux 3.0 or newer"};
    return {Level::pass, "tmux", version.empty() ? answer : version, ""};
}

Check check_git(World& world)
{
    const ProgramPlace place = world.processes.find_program("git", world.environment);
    if (place.error != 0)
        return {Level::info, "git", "not found", "new projects get no repository without it"};
    const std::string answer = ask(world, place.path, "--version");
    if (answer.empty())
        return {Level::warn, "git", place.path + " does not tell its version", "try: git --version"};
    return {Level::pass, "git", version_in(answer), ""};
}

Check check_default_agent(World& world, const Settings& settings)
{
    const AgentChoice agent = expanded(choose_agent("", AgentEntry{}, settings), world.environment);
    const ProgramPlace place = world.processes.find_program(agent.command, world.environment);
    const std::string of = from(agent.named);
    const std::string& name = agent.named.value;
    if (place.error == 0)
        return {Level::pass, "agent",
                name + " (" + with_tilde(place.path, world.environment.home()) + ", " + of + ")", ""};
    const std::vector<std::string> lines =
        !agent.profile && place.error == ENOENT ? lines_with_args(agent.named) : std::vector<std::string>();
    if (!lines.empty())
        return {Level::fail, "agent", "\"" + name + "\" is no command (" + of + ")", join(lines, "\n")};
    const bool is_path = agent.command.find('/') != std::string::npos;
    std::string found = agent.command + " is not on PATH";
    if (is_path) found = agent.command + " does not exist";
    if (place.error == EACCES) found = place.path + " is not executable";
    return {Level::fail, "agent", found + " (" + of + ")",
            "install it, or set CTASK_AGENT to another; ctask new --shell needs none"};
}

} // namespace

std::vector<Check> check_agents(World& world, const Settings& settings)
{
    std::vector<Check> checks = {check_default_agent(world, settings)};
    std::vector<std::string> others = installed_agents(world, settings);
    std::erase(others, settings.agent.value);
    if (!others.empty()) checks.push_back({Level::info, "agents", "also here: " + join(others, ", "), ""});
    return checks;
}

std::vector<Check> check_notification(World& world, const Settings& settings)
{
    if (settings.notify.empty()) return {};
    const std::string& name = settings.notify.front();
    const std::string of = " (" + settings.notify_source.full_source() + ")";
    const ProgramPlace place = world.processes.find_program(name, world.environment);
    if (place.error == 0)
        return {{Level::pass, "notify", with_tilde(place.path, world.environment.home()) + of, ""}};
    return {{Level::warn, "notify",
             name + (place.error == ENOENT ? " is not found" : " is not executable") + of,
             "nobody is told of a session's end till it can be run"}};
}

std::vector<Check> check_tools(World& world)
{
    return {check_tmux(world), check_git(world)};
}

} // namespace ctask
