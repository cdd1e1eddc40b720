// Looks an agent up; words for one that was not found.
#include "cli/found_agent.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/agent_words.hpp"

#include <cerrno>

namespace ctask {

namespace {

/// Nobody found it: when it is a command with its arguments, the same line with `--` before them, and what
/// to write where it stands.
void refuse_command_with_arguments(const Setting& named, CommandLine line)
{
    const std::string& agent = named.value;
    std::vector<std::string> words = words_of(agent);
    if (words.size() < 2) return;
    // A check of a launch starts nothing: the line is that of the launch.
    if (!line.command->starts_session) {
        line.command = find_command(line.argument ? "resume" : "new");
        line.verb = false;
    }
    line.options["agent"] = words.front();
    line.agent_arguments.insert(line.agent_arguments.begin(), words.begin() + 1, words.end());
    std::vector<std::string> lines = lines_with_args(named);
    lines.insert(lines.begin(), visible(shell_line(line)));
    const std::string source = named.source == "--agent" ? "" : " (" + named.full_source() + ")";
    throw UsageError("agent \"" + agent + "\"" + source + " is no command: arguments stand behind --",
                     join(lines, "\n"));
}

} // namespace

FoundAgent find_agent(const World& world, AgentChoice choice, const CommandLine& line)
{
    FoundAgent found;
    found.choice = expanded(std::move(choice), world.environment);
    found.place = world.processes.find_program(found.choice.command, world.environment);
    const bool by_line = !found.choice.is_shell && !found.choice.profile;
    if (found.place.error == ENOENT && by_line) refuse_command_with_arguments(found.choice.named, line);
    return found;
}

NotStarted not_started(const World& world, const Settings& settings, const FoundAgent& agent,
                       const std::string& workspace)
{
    NotStarted event;
    event.agent = describe(agent.choice);
    const bool absent = agent.place.error == ENOENT;
    event.ending.kind = absent ? Ending::Kind::not_found : Ending::Kind::not_runnable;
    if (!absent && agent.place.path != event.agent) event.reason = agent.place.path;
    event.installed = installed_agents(world, settings);
    event.named_by = named_by(agent.choice, workspace);
    event.is_shell = agent.choice.is_shell;
    return event;
}

std::string describe(const AgentChoice& choice)
{
    const std::string& command = choice.command;
    if (!choice.profile || command == choice.profile->name) return command;
    std::string text =
        command + " (" + choice.profile->full_source() + ", agents." + choice.profile->name + ".command";
    if (command.find_first_of(" \t") != std::string::npos) text += "; arguments stand in args";
    return text + ")";
}

std::vector<std::string> installed_agents(const World& world, const Settings& settings)
{
    std::vector<std::string> installed;
    for (const AgentProfile& profile : settings.agents) {
        try {
            const std::string command = expanded(profile, world.environment).command;
            const ProgramPlace place = world.processes.find_program(command, world.environment);
            if (place.error == 0) installed.push_back(profile.name);
        } catch (const Failure&) {
            continue;
        }
    }
    return installed;
}

} // namespace ctask
