// Where a workspace lies: its name, in a directory that is held open, for what changes that name.
#pragma once

#include "workspace/workspace.hpp"

#include <memory>
#include <string>

namespace ctask {

struct WorkspacePlace {
    std::unique_ptr<Directory> root;
    /// Absent when the workspace lies directly in the root.
    std::unique_ptr<Directory> category;
    /// From the root; empty when the workspace does not lie in it.
    std::string relative;
    std::string name;

    Directory& parent() const { return category ? *category : *root; }
};

/// Opens the root, and from it, following no link, what holds the workspace. Throws std::system_error.
/// Whether the name still means the workspace is another question (workspace/judged_move.hpp).
WorkspacePlace open_place(Files& files, const Workspace& workspace);

} // namespace ctask
