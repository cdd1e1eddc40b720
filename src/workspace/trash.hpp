// The trash: where workspaces go instead of being deleted.
#pragma once

#include "base/times.hpp"
#include "workspace/workspace.hpp"

#include <string>

namespace ctask {

/// Moves the workspace to <root>/.trash/<time>_<name> by one rename on the same file system, provided that
/// the name still is the very directory that `workspace.directory` holds open, that it belongs to the caller
/// and that nothing is mounted on it. Returns the new path. Throws Failure, having changed nothing,
/// otherwise.
std::string move_to_trash(Files& files, const Workspace& workspace, WallTime now);

} // namespace ctask
