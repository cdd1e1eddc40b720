// Agent profiles: the names that stand for a command with its arguments and variables.
#pragma once

#include "record/config_file.hpp"
#include "world/environment.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ctask {

struct AgentProfile {
    std::string name;
    /// A name on PATH or a path; never split into words.
    std::string command;
    std::vector<std::string> args;
    std::vector<std::pair<std::string, std::string>> env;
    /// "built in", or "config.yaml" with the line there.
    std::string source;
    std::size_t line = 0;

    /// For people: "config.yaml:7".
    std::string full_source() const { return line == 0 ? source : source + ":" + std::to_string(line); }
};

/// The built-in profiles, then those of the config file in its order. One of a built-in name takes its place;
/// one without a command runs the command of its own name.
std::vector<AgentProfile> agent_profiles(const std::vector<ConfigAgent>& configured);
/// Borrowed from the list; null when there is none of that name.
const AgentProfile* find_profile(const std::vector<AgentProfile>& profiles, const std::string& name);
/// With `~` and variables expanded in command, args and the values of env. Not done before an agent is
/// wanted: what another one needs must not keep this one from running. Throws Failure as expanded() does.
AgentProfile expanded(AgentProfile profile, const Environment& environment);

} // namespace ctask
