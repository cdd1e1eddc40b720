// A project's git repository.
#pragma once

#include "async/task.hpp"
#include "workspace/workspace.hpp"
#include "world/world.hpp"

#include <string>

namespace ctask {

/// Makes the fresh workspace a git repository, unless a seed has brought one: by the user's git with the
/// user's configuration, but without its template directory, so that no hook comes with it, and without the
/// variables by which git would take another repository for this one. Returns what to tell when there is
/// none then; nothing when all is well. Never throws for what becomes of git.
Task<std::string> init_repository(World& world, const Workspace& workspace);

} // namespace ctask
