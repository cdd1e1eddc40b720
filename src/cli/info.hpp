// Everything that ctask info tells about one workspace, gathered; as text and as JSON.
#pragma once

#include "cli/past_sessions.hpp"
#include "cli/session_state.hpp"
#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

struct WorkspaceInfo {
    Workspace workspace;
    Settings settings;
    /// task.yaml's agent, else the setting, with where it came from.
    Setting agent;
    Sessions sessions;
    PastSessions past;
};

/// Lines for people, safe to show.
std::string info_text(const WorkspaceInfo& info, WallTime now);
/// One JSON object.
std::string info_json(const WorkspaceInfo& info);

} // namespace ctask
