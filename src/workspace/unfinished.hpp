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

/// Directories in the roots, directly or one level down, that have stood so for over ten minutes, or that
/// have had sessions, by their paths. It may be the user who made them. Never throws: what cannot be read is
/// passed over.
std::vector<Unfinished> unfinished_workspaces(Files& files, const Settings& settings, WallTime now);

} // namespace ctask
