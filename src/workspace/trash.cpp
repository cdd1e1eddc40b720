// The trash: a private directory in the root, into which a workspace is renamed after a second look at it.
#include "workspace/trash.hpp"

#include "base/error.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"

namespace ctask {
namespace {

constexpr int kMostAttempts = 1000;
constexpr const char* kReplaced = "it is no longer the directory that it was";

/// What is to be moved: a name in a directory that is held open.
struct Place {
    std::unique_ptr<Directory> root;
    /// Absent when the workspace lies directly in the root.
    std::unique_ptr<Directory> category;
    std::string name;

    Directory& parent() const { return category ? *category : *root; }
};

[[noreturn]] void refuse(const Workspace& workspace, const std::string& why)
{
    throw Failure("cannot move " + workspace.path + " to the trash: " + why);
}

Place find_place(Files& files, const Workspace& workspace)
{
    Place place;
    place.root = files.open_directory(workspace.root);
    std::string relative = path_below(workspace.path, place.root->path());
    if (relative.empty()) refuse(workspace, "it does not lie in " + workspace.root);
    std::string above = parent_path(relative);
    if (!above.empty()) place.category = place.root->open(above);
    place.name = last_component(relative);
    return place;
}

bool is_the_judged_one(const Directory& directory, const std::string& name, const FileStamp& judged)
{
    std::optional<FileStamp> found = directory.stamp_of(name);
    return found && found->kind == FileKind::directory && found->same_file(judged);
}

/// A mount point shows by a device other than its surroundings'.
void refuse_mount_points(const Workspace& workspace, const Place& place, const FileStamp& judged)
{
    if (place.parent().stamp().device != judged.device) refuse(workspace, "something is mounted on it");
    for (const std::string& entry : workspace.directory->names()) {
        std::optional<FileStamp> stamp = workspace.directory->stamp_of(entry);
        if (stamp && stamp->device != judged.device)
            refuse(workspace, "something is mounted on " + entry + " in it");
    }
}

/// The trash is private, and only its owner can set that mode: so its owner is the caller (or the caller is
/// root), and a workspace of the same owner is the caller's.
std::unique_ptr<Directory> open_trash(const Workspace& workspace, const Place& place, const FileStamp& judged)
{
    place.root->make_directory(layout::kTrash, kPrivateDirectory);
    std::unique_ptr<Directory> trash = place.root->open(layout::kTrash);
    place.root->set_mode(layout::kTrash, kPrivateDirectory);
    FileStamp stamp = trash->stamp();
    if (stamp.owner != judged.owner) refuse(workspace, "it belongs to somebody else");
    if (stamp.device != judged.device) refuse(workspace, "the trash is on another file system");
    return trash;
}

std::string move_into(Directory& trash, const Workspace& workspace, const Place& place, WallTime now)
{
    const std::string wanted = format_time_compactly(now) + "_" + place.name;
    std::string name = wanted;
    for (int ordinal = 2; !place.parent().move(place.name, trash, name); ++ordinal) {
        if (ordinal > kMostAttempts) refuse(workspace, "the names " + wanted + "-N are all taken there");
        name = wanted + "-" + std::to_string(ordinal);
    }
    return name;
}

std::string move_checked(Files& files, const Workspace& workspace, WallTime now)
{
    FileStamp judged = workspace.directory->stamp();
    Place place = find_place(files, workspace);

    // 1. Look at what the name means now.
    if (!is_the_judged_one(place.parent(), place.name, judged)) refuse(workspace, kReplaced);
    refuse_mount_points(workspace, place, judged);
    std::unique_ptr<Directory> trash = open_trash(workspace, place, judged);
    // 2. Rename.
    std::string name = move_into(*trash, workspace, place, now);
    // 3. Look again: since 1 the name may have come to mean another directory, which then goes back.
    if (!is_the_judged_one(*trash, name, judged)) {
        trash->move(name, place.parent(), place.name);
        refuse(workspace, kReplaced);
    }
    return trash->path() + "/" + name;
}

} // namespace

std::string move_to_trash(Files& files, const Workspace& workspace, WallTime now)
{
    try {
        return move_checked(files, workspace, now);
    } catch (const std::system_error& error) {
        refuse(workspace, error.what());
    }
}

} // namespace ctask
