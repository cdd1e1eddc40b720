// Workspaces in which no session is started, and what to do about it.
#pragma once

#include "cli/command_line.hpp"
#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"
#include "world/world.hpp"

namespace ctask {

/// Throws Failure for one that is archived, unless it is opened all the same, and for another user's.
void refuse_unfit(World& world, const Settings& settings, const CommandLine& line,
                  const Workspace& workspace);

} // namespace ctask
