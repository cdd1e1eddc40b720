// What a `new` that was killed has left: a directory that has a workspace's name and no task.yaml.
#pragma once

#include "base/times.hpp"
#include "workspace/settings.hpp"

#include <string>
#include <vector>

namespace ctask {

/// Paths in the roots, directly or one level down, of directories that have stood so for over ten minutes. It
/// may be the user who made them. Never throws: what cannot be read is passed over.
std::vector<std::string> unfinished_workspaces(Files& files, const Settings& settings, WallTime now);

} // namespace ctask
