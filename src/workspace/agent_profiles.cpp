// The list of agent profiles, and its lookup.
#include "workspace/agent_profiles.hpp"

#include "workspace/expansion.hpp"
#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {
namespace {

std::vector<AgentProfile> built_in_profiles()
{
    std::vector<AgentProfile> profiles;
    for (const char* name : {"claude", "codex", "gemini", "opencode", "aider"})
        profiles.push_back({name, name, {}, {}, "built in", 0});
    return profiles;
}

auto position(std::vector<AgentProfile>& profiles, const std::string& name)
{
    return std::find_if(profiles.begin(), profiles.end(),
                        [&name](const AgentProfile& profile) { return profile.name == name; });
}

} // namespace

std::vector<AgentProfile> agent_profiles(const std::vector<ConfigAgent>& configured)
{
    std::vector<AgentProfile> profiles = built_in_profiles();
    for (const ConfigAgent& agent : configured) {
        AgentProfile profile{agent.name,          agent.command.empty() ? agent.name : agent.command,
                             agent.args,          agent.env,
                             layout::kConfigFile, agent.line};
        const auto taken = position(profiles, agent.name);
        if (taken == profiles.end())
            profiles.push_back(std::move(profile));
        else
            *taken = std::move(profile);
    }
    return profiles;
}

const AgentProfile* find_profile(const std::vector<AgentProfile>& profiles, const std::string& name)
{
    for (const AgentProfile& profile : profiles)
        if (profile.name == name) return &profile;
    return nullptr;
}

AgentProfile expanded(AgentProfile profile, const Environment& environment)
{
    const auto expand = [&](std::string& value) {
        value = expanded(value, profile.full_source(), environment);
    };
    expand(profile.command);
    for (std::string& arg : profile.args) expand(arg);
    for (auto& variable : profile.env) expand(variable.second);
    return profile;
}

} // namespace ctask
