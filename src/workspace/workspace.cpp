// One workspace, opened: reached from its root without following a link, its task.yaml read.
#include "workspace/workspace.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"
#include "workspace/slug.hpp"
#include "workspace/task_reading.hpp"

namespace ctask {
namespace {

std::unique_ptr<Directory> open_below(const Directory& root, const std::string& relative,
                                      const std::string& path)
{
    try {
        std::optional<FileStamp> stamp = root.stamp_of(relative);
        if (!stamp) throw Failure("no workspace at " + path + ": there is no such directory");
        if (stamp->kind == FileKind::symlink)
            throw Failure(path + " is a symbolic link, which is not followed",
                          "give the path of the workspace itself");
        if (stamp->kind != FileKind::directory)
            throw Failure(path + " is no workspace: it is not a directory");
        return root.open(relative);
    } catch (const std::system_error& error) {
        throw Failure(std::string("cannot open the workspace: ") + error.what());
    }
}

void read_task(Workspace& workspace, Broken broken)
{
    const Directory& directory = *workspace.directory;
    const std::string file = directory.path() + "/" + layout::kTaskFile;
    FileContent content = directory.read(layout::kTaskFile, kTaskFileLimit);
    if (content.absent())
        throw Failure(directory.path() + " is no workspace: it has no " + layout::kTaskFile);
    TaskReading reading = read_task_file(content, file, file);
    if (!reading.problem.empty() && broken == Broken::refused)
        throw Failure(reading.problem,
                      reading.hint + "; till then a shell there: ctask open " + shell_quoted(workspace.name));
    workspace.task = std::move(reading.task);
    workspace.problem = std::move(reading.problem);
}

} // namespace

std::string Workspace::category() const
{
    return task.category.empty() ? last_component(parent_path(path)) : task.category;
}

std::string Workspace::slug() const
{
    return slug_of(task.slug, name);
}

Workspace open_workspace(Files& files, const std::string& path, const std::string& root, Broken broken)
{
    std::unique_ptr<Directory> top = files.open_directory(root);
    std::string relative = path_below(path, root);
    if (relative.empty()) relative = path_below(path, top->path());
    if (relative.empty()) throw Failure(path + " is no workspace in " + root);

    Workspace workspace;
    workspace.directory = open_below(*top, relative, path);
    workspace.path = workspace.directory->path();
    workspace.name = last_component(workspace.path);
    workspace.root = top->path();
    read_task(workspace, broken);
    return workspace;
}

} // namespace ctask
