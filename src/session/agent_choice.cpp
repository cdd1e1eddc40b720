// --agent, then the workspace's own, then the setting; a profile or a command.
#include "session/agent_choice.hpp"

#include "workspace/layout.hpp"

#include <utility>

namespace ctask {

namespace {

std::string name_of(const std::string& command)
{
    const std::size_t slash = command.find_last_of('/');
    return slash == std::string::npos ? command : command.substr(slash + 1);
}

} // namespace

AgentChoice choose_agent(const std::string& flag, const AgentEntry& of_workspace, const Settings& settings)
{
    AgentChoice choice;
    choice.named = settings.agent;
    bool is_command = false;
    if (!flag.empty()) {
        choice.named = {flag, "--agent"};
    } else if (!of_workspace.name().empty()) {
        choice.named = {of_workspace.name(), layout::kTaskFile};
        choice.args = of_workspace.args;
        choice.env = of_workspace.env;
        const bool is_map = !of_workspace.type.empty() || !choice.args.empty() || !choice.env.empty();
        is_command = is_map && !of_workspace.command.empty();
    }
    const std::string& name = choice.named.value;
    choice.name = name_of(name);
    choice.command = name;
    const AgentProfile* profile = is_command ? nullptr : find_profile(settings.agents, name);
    if (profile == nullptr) return choice;
    choice.name = profile->name;
    choice.profile = *profile;
    return choice;
}

AgentChoice expanded(AgentChoice choice, const Environment& environment)
{
    if (!choice.profile) return choice;
    choice.profile = expanded(std::move(*choice.profile), environment);
    choice.command = choice.profile->command;
    choice.args.insert(choice.args.begin(), choice.profile->args.begin(), choice.profile->args.end());
    choice.env.insert(choice.env.begin(), choice.profile->env.begin(), choice.profile->env.end());
    return choice;
}

AgentChoice choose_shell(const Environment& environment)
{
    const std::string named = environment.get_or("SHELL", "");
    AgentChoice choice;
    choice.name = "shell";
    choice.is_shell = true;
    choice.named = named.empty() ? Setting{"/bin/sh", "default"} : Setting{named, "SHELL"};
    choice.command = choice.named.value;
    return choice;
}

std::string named_by(const AgentChoice& choice, const std::string& workspace)
{
    if (choice.profile && choice.profile->line != 0) return choice.profile->full_source();
    if (choice.named.source == layout::kTaskFile) return workspace + "/" + layout::kTaskFile;
    return choice.named.full_source();
}

} // namespace ctask
