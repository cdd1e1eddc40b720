// Reading the options of a session.
#include "cli/session_options.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/agent_words.hpp"
#include "workspace/slug.hpp"

#include <cerrno>

namespace ctask {

namespace {

Nanoseconds duration_of(const std::string& option, const std::string& text)
{
    const std::optional<Nanoseconds> length = parse_duration(text);
    if (!length)
        throw UsageError("--" + option + "=" + text + " is not a duration", "90, 90s, 10m or 1h30m are");
    return *length;
}

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

SessionOptions read_session_options(const CommandLine& line)
{
    SessionOptions options;
    options.agent = line.get("agent").value_or("");
    if (line.has("agent") && options.agent.empty())
        throw UsageError("--agent names nothing", "--agent claude, or --shell for a plain shell");
    options.shell = line.has("shell") || line.command->name == "open";
    if (options.shell && !options.agent.empty())
        throw UsageError("--shell and --agent cannot both be meant", "give one of them");
    if (const auto category = line.get("category"); category && !is_safe_component(*category))
        throw UsageError("--category=" + *category + " names no directory",
                         "a category is " + std::string(kSafeComponent));
    options.force = line.has("force");
    options.no_input = line.has("no-input");
    options.wait = line.has("wait");
    const std::string limit = line.get("wait").value_or("");
    if (!limit.empty()) options.wait_limit = duration_of("wait", limit);
    if (const auto timeout = line.get("timeout")) {
        options.timeout = duration_of("timeout", *timeout);
        if (*options.timeout <= Nanoseconds{0})
            throw UsageError("--timeout=" + *timeout + " leaves the agent no time",
                             "--timeout=10m; without it there is no limit");
    }
    if (options.force && options.wait)
        throw UsageError("--force and --wait cannot both be meant", "give one of them");
    options.arguments = line.agent_arguments;
    return options;
}

FoundAgent find_agent(const World& world, AgentChoice choice, const CommandLine& line)
{
    FoundAgent found;
    found.choice = expanded(std::move(choice), world.environment);
    found.place = world.processes.find_program(found.choice.command, world.environment);
    const bool is_shell = line.has("shell") || line.command->find_option("agent") == nullptr;
    const bool by_line = !is_shell && !found.choice.profile;
    if (found.place.error == ENOENT && by_line) refuse_command_with_arguments(found.choice.named, line);
    return found;
}

NotStarted not_started(const World& world, const Settings& settings, const FoundAgent& agent,
                       const std::string& workspace)
{
    NotStarted event;
    event.agent = described(agent.choice);
    const bool absent = agent.place.error == ENOENT;
    event.ending.kind = absent ? Ending::Kind::not_found : Ending::Kind::not_runnable;
    if (!absent && agent.place.path != event.agent) event.reason = agent.place.path;
    event.installed = installed_agents(world, settings);
    event.named_by = named_by(agent.choice, workspace);
    event.is_shell = agent.choice.is_shell;
    return event;
}

std::string described(const AgentChoice& choice)
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
