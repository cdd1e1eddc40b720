// One workspace, opened: its directory, its task.yaml, and where it was found.
#pragma once

#include "record/task_file.hpp"
#include "world/directory.hpp"
#include "world/files.hpp"

#include <memory>
#include <optional>
#include <string>

namespace ctask {

struct Workspace {
    /// Absolute, without symbolic links.
    std::string path;
    /// The last component of path.
    std::string name;
    /// The root it was found under; its parent's parent (or parent) when it was given as a path outside all
    /// roots.
    std::string root;
    TaskFile task;
    /// Why task.yaml cannot be read; empty unless it was opened with Broken::allowed. `task` is empty then.
    std::string problem;
    /// Shared so that plans can be copied; held open from the moment it was judged.
    std::shared_ptr<Directory> directory;

    /// The category by task.yaml, else by the directory above it.
    std::string category() const;
    /// As slug_of() has it.
    std::string slug() const;
};

/// Whether a workspace whose task.yaml is there but cannot be read will do.
enum class Broken { refused, allowed };

/// Opens `path` and reads its task.yaml. Throws Failure when it is no workspace, when task.yaml is malformed
/// and that is not allowed, and when it is a link or lies behind one that leads out of `root`.
Workspace open_workspace(Files& files, const std::string& path, const std::string& root,
                         Broken broken = Broken::refused);

} // namespace ctask
