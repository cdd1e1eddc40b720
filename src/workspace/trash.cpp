// The trash: a private directory in the root, into which a workspace is renamed after a second look at it.
#include "workspace/trash.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "record/trash_note.hpp"
#include "workspace/judged_move.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"
#include "workspace/trash_name.hpp"
#include "workspace/workspace_place.hpp"

namespace ctask {
namespace {

constexpr int kMostAttempts = 1000;
constexpr mode_t kOthersMayWrite = 022;

[[noreturn]] void refuse(const Workspace& workspace, const std::string& why, const std::string& hint = {})
{
    throw Failure("cannot move " + workspace.path + " to the trash: " + why, hint);
}

/// A mount point shows by a device other than its surroundings'.
void refuse_mount_points(const Workspace& workspace, const WorkspacePlace& place, const FileStamp& judged)
{
    if (place.parent().stamp().device != judged.device) refuse(workspace, "something is mounted on it");
    for (const std::string& entry : workspace.directory->names()) {
        std::optional<FileStamp> stamp = workspace.directory->stamp_of(entry);
        if (stamp && stamp->device != judged.device)
            refuse(workspace, "something is mounted on " + entry + " in it");
    }
}

/// Only its owner can set a mode, be it the one that it has: so the owner of the trash is the caller (or the
/// caller is root), and a workspace of the same owner is the caller's. The trash of ctask's own making is
/// private; one that was there is left as it is, unless others could put something into it.
std::unique_ptr<Directory> open_trash(const Workspace& workspace, const WorkspacePlace& place,
                                      const FileStamp& judged)
{
    const bool is_new = place.root->make_directory(layout::kTrash, kPrivateDirectory);
    std::unique_ptr<Directory> trash = place.root->open(layout::kTrash);
    const FileStamp stamp = trash->stamp();
    if (stamp.owner != judged.owner) refuse(workspace, "it belongs to somebody else");
    if (stamp.device != judged.device) refuse(workspace, "the trash is on another file system");
    if (!is_new && (stamp.mode & kOthersMayWrite) != 0)
        refuse(workspace, "others may write in " + trash->path(),
               "close it to them:  chmod go-w " + shell_quoted(visible(trash->path())));
    trash->set_mode(".", is_new ? kPrivateDirectory : stamp.mode);
    return trash;
}

/// A workspace without the note comes back to where task.yaml and its name in the trash say: that is no
/// reason not to move it, and a full disk is one to move it all the more.
void leave_note(const Workspace& workspace, const WorkspacePlace& place, WallTime now,
                const std::string& reason)
{
    const std::string bytes = format_trash_note({place.relative, now, reason});
    try {
        workspace.directory->make_directory(layout::kState, kPrivateDirectory);
        workspace.directory->open(layout::kState)
            ->write(layout::kTrashNote, bytes, Durability::buffered, kPrivateFile);
    } catch (const std::system_error&) {
        return;
    }
}

/// Only the very directory that was judged: another that took its name meanwhile goes back.
std::string move_into(Directory& trash, const Workspace& workspace, const WorkspacePlace& place, WallTime now,
                      const FileStamp& judged)
{
    for (int ordinal = 1; ordinal <= kMostAttempts; ++ordinal) {
        const std::string name = trash_name(now, place.name, false, ordinal);
        switch (move_judged(place.parent(), place.name, trash, name, judged)) {
        case JudgedMove::moved:
            return name;
        case JudgedMove::name_taken:
            continue;
        case JudgedMove::put_back:
            refuse(workspace, kNotTheJudgedOne);
        case JudgedMove::stranded:
            refuse(workspace, "what stood there could not be put back, and lies in " + trash.path() + "/" +
                                  name + " now");
        }
    }
    refuse(workspace, "the names " + trash_name(now, place.name, false, 1) + "-N are all taken there");
}

InTrash move_checked(Files& files, const Workspace& workspace, WallTime now, const std::string& reason)
{
    InTrash moved;
    moved.stamp = workspace.directory->stamp();
    const WorkspacePlace place = open_place(files, workspace);
    if (place.relative.empty()) refuse(workspace, "it does not lie in " + workspace.root);

    // 1. Look at what the name means now.
    if (!is_the_judged_one(place.parent(), place.name, moved.stamp)) refuse(workspace, kNotTheJudgedOne);
    refuse_mount_points(workspace, place, moved.stamp);
    moved.trash = open_trash(workspace, place, moved.stamp);
    // 2. Leave the note in the directory that is held open, so that it arrives with it. Should the rest never
    // come to pass, it lies there and means nothing.
    if (!reason.empty()) leave_note(workspace, place, now, reason);
    // 3. Rename, and look again.
    moved.name = move_into(*moved.trash, workspace, place, now, moved.stamp);
    return moved;
}

} // namespace

bool lies_in_trash(const std::string& path)
{
    return last_component(parent_path(path)) == layout::kTrash &&
           parse_trash_name(last_component(path)).has_value();
}

InTrash already_in_trash(Files& files, const Workspace& workspace)
{
    WorkspacePlace place = open_place(files, workspace);
    if (place.relative.empty()) throw Failure(workspace.path + " does not lie in " + workspace.root);
    std::shared_ptr<Directory> trash = place.category ? std::move(place.category) : std::move(place.root);
    return {std::move(trash), place.name, workspace.directory->stamp()};
}

InTrash move_to_trash(Files& files, const Workspace& workspace, WallTime now, const std::string& reason)
{
    try {
        return move_checked(files, workspace, now, reason);
    } catch (const std::system_error& error) {
        refuse(workspace, error.what());
    }
}

} // namespace ctask
