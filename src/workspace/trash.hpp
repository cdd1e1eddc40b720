// Moving into the trash: the one way in which a workspace leaves its place, whatever becomes of it then.
#pragma once

#include "base/times.hpp"
#include "workspace/workspace.hpp"

#include <memory>
#include <string>

namespace ctask {

/// What was moved: by its name in the trash, which is held open.
struct InTrash {
    std::shared_ptr<Directory> trash;
    std::string name;
    FileStamp stamp;

    std::string path() const { return trash->path() + "/" + name; }
};

/// Whether a workspace at this path lies in a trash: in a directory of that name, under a name that ctask
/// gives there. (A root may be called so too, and somebody may keep something of his own in a trash.)
bool lies_in_trash(const std::string& path);

/// Moves the workspace to <root>/.trash/<time>_<name> by one rename on the same file system, provided that
/// the name still is the very directory that `workspace.directory` holds open, that it belongs to the caller,
/// that nothing is mounted on it, and that nobody else may write in the trash. Before, a note with its place
/// and the reason (record/trash_note.hpp) is left in its `.ctask`, unless the reason is empty; where that
/// cannot be written the move goes on without it. Throws Failure otherwise, the workspace being where it was.
InTrash move_to_trash(Files& files, const Workspace& workspace, WallTime now, const std::string& reason);

/// The same for a workspace that lies in a trash: it is neither moved nor touched. Throws Failure or
/// std::system_error.
InTrash already_in_trash(Files& files, const Workspace& workspace);

} // namespace ctask
