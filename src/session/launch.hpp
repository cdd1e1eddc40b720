// The surroundings that an agent is started in: its environment and its directory. Which agent that is:
// session/agent_choice.hpp.
#pragma once

#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ctask {

/// The environment with these set (or replaced where they stand) and everything else unchanged, byte for
/// byte.
std::vector<std::string> with_variables(std::vector<std::string> entries,
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

} // namespace ctask
