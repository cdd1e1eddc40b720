// Making a workspace: a fresh directory with its layout, complete once task.yaml is there.
#pragma once

#include "base/times.hpp"
#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <string>

namespace ctask {

struct NewWorkspace {
    std::string title;
    std::string category = "general";
    AgentEntry agent;
};

/// Creates root/category/DATE_slug with everything in it. Concurrent creators get different directories. The
/// parent directories are opened once and everything below is made by descriptor. A failure half-way moves
/// what was made to the trash and throws; a crash leaves a directory without task.yaml, which nothing takes
/// for a workspace.
Workspace create_workspace(Files& files, const Settings& settings, const NewWorkspace& wanted, WallTime now);

} // namespace ctask
