// Everything that ctask info tells about one workspace, gathered; as text and as JSON.
#pragma once

#include "cli/past_sessions.hpp"
#include "cli/session_state.hpp"
#include "cli/setting_list.hpp"
#include "session/agent_choice.hpp"
#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

struct WorkspaceInfo {
    Workspace workspace;
    /// By which it is found; only info_text() tells it.
    std::string word;
    Settings settings;
    /// Which one names the workspace's root; nothing when it lies in none of the roots.
    std::optional<Setting> root;
    /// Where a session starts, absolute; empty when it would be refused. `launch_problem` says why, or why it
    /// is not the directory that launch_dir names.
    std::string starts_in;
    std::string launch_problem;
    /// What resume would run, by task.yaml or else by the settings; expanded unless `agent_problem` says why
    /// not.
    AgentChoice agent;
    std::string agent_problem;
    NamedSettings settings_by_name;
    Sessions sessions;
    PastSessions past;
};

/// Lines for people, safe to show.
std::string info_text(const WorkspaceInfo& info, WallTime now);
/// One JSON object.
std::string info_json(const WorkspaceInfo& info);

} // namespace ctask
