// Giving a workspace another title: its directory, its slug and the directory its agent starts in follow.
#pragma once

#include "base/times.hpp"
#include "workspace/workspace.hpp"

#include <string>

namespace ctask {

/// What became of a workspace that was renamed.
struct Renamed {
    /// The last component of the path, and the path itself, as they are now.
    std::string name;
    std::string path;
    std::string slug;
    /// Relative to the workspace; empty when the agent starts in the workspace itself.
    std::string launch_dir;
};

/// The caller holds the write lock. The date at the start of the directory's name stays; a name that is taken
/// gets -2, -3, ... The directory is moved by the descriptor of the one that holds it, and only while it is
/// the very one that `workspace.directory` holds open. Throws Failure and std::system_error, with the old
/// name back in place.
Renamed rename_workspace(Files& files, const Workspace& workspace, const std::string& title, WallTime now);

} // namespace ctask
