// What is almost a workspace: a draft that a killed `new` has left, or a directory that has a workspace's
// name and no task.yaml.
#pragma once

#include "base/times.hpp"
#include "workspace/settings.hpp"

#include <string>
#include <vector>

namespace ctask {

struct Unfinished {
    std::string path = {};
    /// Still under the hidden name that it is made under; a later `new` moves it to the trash.
    bool draft = false;
    /// Sessions are on record in it: it was a workspace, and lost its task.yaml.
    bool had_sessions = false;
};

/// What to type so that a workspace that lost its task.yaml is one again: it gets the title that its name
/// tells.
std::string line_to_be_workspace_again(const std::string& path);

/// Directories in the roots, directly or one level down, that have stood so for over ten minutes, or that
/// have had sessions, by their paths. It may be the user who made them. Never throws: what cannot be read is
/// passed over.
std::vector<Unfinished> unfinished_workspaces(Files& files, const Settings& settings, WallTime now);

} // namespace ctask
