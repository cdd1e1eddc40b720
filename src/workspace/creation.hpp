// Making a workspace: a fresh directory with its layout, complete once it has its name.
#pragma once

#include "base/times.hpp"
#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <string>

namespace ctask {

struct NewWorkspace {
    std::string title;
    /// `general`, or `projects` for a project, unless given.
    std::optional<std::string> category;
    AgentEntry agent;
    /// With a directory of its own inside, of the slug's name, for the agent to start in.
    bool project = false;
};

/// Creates root/category/DATE_slug with everything in it, seeds included: made under a hidden name, and
/// renamed when it is complete. A project goes to the project root where there is one, then without a
/// category's directory unless one is given. Concurrent creators get different directories. The parent
/// directories are opened once and everything below is made by descriptor. What is wrong with a seed is found
/// before anything is made. A failure half-way moves what was made to the trash and throws; a crash leaves
/// the hidden directory, which a later creation in this category moves there.
Workspace create_workspace(Files& files, const Settings& settings, const NewWorkspace& wanted, WallTime now);

} // namespace ctask
