// What a session runs in its workspace, and with which environment.
#pragma once

#include "session/session.hpp"
#include "workspace/settings.hpp"

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

/// The environment with these set (or replaced where they stand) and everything else unchanged, byte for
/// byte.
std::vector<std::string> with_variables(const std::vector<std::string>& entries,
                                        const std::vector<std::pair<std::string, std::string>>& variables);

/// CTASK_TASK and the like, but for CTASK_SESSION_ID, which only the claim knows. CTASK_ROOT is the root that
/// the workspace was found under; CTASK_OUTER_ROOT is the setting, for the ctask that runs inside.
std::vector<std::pair<std::string, std::string>>
session_variables(const Workspace& workspace, const Settings& settings, const std::string& launch_path);

/// Where the child starts: the workspace's launch_dir, null for the workspace itself. Throws Failure when it
/// is absolute, has a `..` or leads through a symbolic link; when it is missing or no directory `warning`
/// says so. For one that is missing the directory that bears the workspace's own name stands in, where there
/// is such a one.
std::shared_ptr<Directory> open_launch_directory(const Workspace& workspace, std::string& warning);

/// HOST-PID-YYYYMMDDThhmmssZ, fit for a file name whatever the host is called.
std::string make_session_id(const Host& host, WallTime now);

} // namespace ctask
