// Reading the options of a session.
#include "cli/session_options.hpp"

#include "base/error.hpp"

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

bool has_blank(const std::string& name)
{
    return name.find_first_of(" \t\n") != std::string::npos;
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
    options.force = line.has("force");
    options.no_input = line.has("no-input");
    options.wait = line.has("wait");
    const std::string limit = line.get("wait").value_or("");
    if (!limit.empty()) options.wait_limit = duration_of("wait", limit);
    if (const auto timeout = line.get("timeout")) {
        options.timeout = duration_of("timeout", *timeout);
        if (*options.timeout <= Nanoseconds{0})
            throw UsageError("--timeout=" + *timeout + " leaves the agent no time");
    }
    if (options.force && options.wait)
        throw UsageError("--force and --wait cannot both be meant", "give one of them");
    options.arguments = line.agent_arguments;
    return options;
}

FoundAgent find_agent(const World& world, AgentChoice choice, const CommandLine& line)
{
    FoundAgent found;
    found.place = world.processes.find_program(choice.command, world.environment);
    if (found.place.error == ENOENT && has_blank(choice.command)) {
        const std::size_t blank = choice.command.find_first_of(" \t\n");
        throw UsageError("agent \"" + choice.command + "\" is no command: arguments stand behind --",
                         "ctask " + line.command->name + " ... --agent " + choice.command.substr(0, blank) +
                             " --" + choice.command.substr(blank));
    }
    found.choice = std::move(choice);
    return found;
}

std::vector<std::string> installed_agents(const World& world)
{
    std::vector<std::string> installed;
    for (const std::string& name : known_agents())
        if (world.processes.find_program(name, world.environment).error == 0) installed.push_back(name);
    return installed;
}

} // namespace ctask
