// Which agent a session runs, by whatever setting. Whether it is on this machine: cli/found_agent.hpp.
#pragma once

#include "record/task_file.hpp"
#include "workspace/settings.hpp"
#include "world/environment.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ctask {

/// An agent as it was chosen, by whatever setting.
struct AgentChoice {
    /// What the session is called: a profile's or a command's name, or `shell`.
    std::string name;
    bool is_shell = false;
    /// What is looked up and run.
    std::string command;
    std::vector<std::string> args;
    std::vector<std::pair<std::string, std::string>> env;
    /// The name as it was given, and by whom: "--agent", "task.yaml", "CTASK_AGENT", "config.yaml",
    /// "default".
    Setting named;
    /// The profile that the name stands for, unexpanded; nothing when it is a command.
    std::optional<AgentProfile> profile;
};

/// The agent that --agent names (when not empty), else the workspace's own, else the setting: a profile, or
/// else a command. What a profile holds is expanded by expanded(). In the map form of task.yaml `command` is
/// a command; without one `type` is such a name, whose profile the workspace's own args and env come on top
/// of.
AgentChoice choose_agent(const std::string& flag, const AgentEntry& of_workspace, const Settings& settings);
/// With `~` and variables expanded in what comes from the profile. Throws Failure where one is not set.
AgentChoice expanded(AgentChoice choice, const Environment& environment);
/// The user's shell.
AgentChoice choose_shell(const Environment& environment);
/// Where the command stands that a choice runs, and thus where a wrong one is mended: "--agent",
/// "CTASK_AGENT", "SHELL", "default", "config.yaml:3", or the path of the task.yaml in `workspace` (the
/// path of one).
std::string named_by(const AgentChoice& choice, const std::string& workspace);

} // namespace ctask
