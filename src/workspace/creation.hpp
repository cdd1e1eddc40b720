// Making a workspace: a fresh directory with its layout, complete once it has its name.
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

/// Creates root/category/DATE_slug with everything in it: made under a hidden name, and renamed when it is
/// complete. Concurrent creators get different directories. The parent directories are opened once and
/// everything below is made by descriptor. A failure half-way moves what was made to the trash and throws; a
/// crash leaves the hidden directory, which a later creation in this category moves there.
Workspace create_workspace(Files& files, const Settings& settings, const NewWorkspace& wanted, WallTime now);

} // namespace ctask
