// Making a workspace: directories, files, and task.yaml last.
#include "workspace/creation.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/built_in_files.hpp"
#include "workspace/layout.hpp"
#include "workspace/slug.hpp"
#include "workspace/trash.hpp"

#include <random>

namespace ctask {
namespace {

constexpr int kMostOfOneName = 10000;

/// Sorts by time, and differs however many are made at once.
std::string make_id(WallTime now)
{
    std::random_device random;
    std::string id = format_time_compactly(now) + "-";
    for (int digit = 0; digit < 8; ++digit) id += "0123456789abcdef"[random() % 16];
    return id;
}

TaskFile describe_task(const NewWorkspace& wanted, WallTime now)
{
    TaskFile task;
    task.id = make_id(now);
    task.title = to_valid_utf8(wanted.title);
    task.slug = task.title.empty() ? untitled_slug(now) : make_slug(task.title);
    task.created_at = std::chrono::floor<Seconds>(now);
    task.updated_at = task.created_at;
    task.category = wanted.category;
    task.agent = wanted.agent;
    return task;
}

std::unique_ptr<Directory> open_category(Directory& root, const std::string& category)
{
    if (!is_safe_component(category))
        throw Failure("\"" + category + "\" cannot be a category",
                      "a category is " + std::string(kSafeComponent));
    root.make_directory(category, kSharedDirectory);
    std::unique_ptr<Directory> opened = root.open(category);
    if (opened->stamp_of(layout::kTaskFile))
        throw Failure("\"" + category + "\" cannot be a category: it is a workspace itself");
    return opened;
}

/// Takes the first name that is free, whoever else is looking for one; the slug gets the number too, so that
/// it means one workspace only.
std::string make_fresh_directory(Directory& category, TaskFile& task, WallTime now)
{
    for (int ordinal = 1; ordinal <= kMostOfOneName; ++ordinal) {
        std::string name = directory_name(now, task.slug, ordinal);
        if (!category.make_directory(name, kSharedDirectory)) continue;
        if (ordinal > 1) task.slug += "-" + std::to_string(ordinal);
        return name;
    }
    throw Failure("cannot create a workspace in " + category.path() + ": the names " +
                  directory_name(now, task.slug, 1) + "-N are all taken");
}

/// The user's seeds will be laid over the built-in files here; task.yaml comes last and says that all is
/// there.
void fill(Directory& directory, const TaskFile& task)
{
    for (const std::string& name : {layout::kContext, layout::kOutput, layout::kLogs})
        directory.make_directory(name, kSharedDirectory);
    directory.make_directory(layout::kState, kPrivateDirectory);
    for (const SeedFile& file : built_in_files(task.title))
        directory.write(file.name, file.text, Durability::buffered, kSharedFile);
    directory.write(layout::kTaskFile, format_task_file(task), Durability::synced, kSharedFile);
}

/// What stands in the way of the trash too (a full disk) leaves a directory without task.yaml: no workspace.
void discard(Files& files, const Workspace& workspace, WallTime now)
{
    try {
        workspace.directory->remove(layout::kTaskFile);
        move_to_trash(files, workspace, now);
    } catch (const std::exception&) {
        return;
    }
}

} // namespace

Workspace create_workspace(Files& files, const Settings& settings, const NewWorkspace& wanted, WallTime now)
{
    std::unique_ptr<Directory> root = files.ensure_directory(settings.root.value, kSharedDirectory);
    std::unique_ptr<Directory> category = open_category(*root, wanted.category);

    Workspace workspace;
    workspace.task = describe_task(wanted, now);
    workspace.name = make_fresh_directory(*category, workspace.task, now);
    workspace.directory = category->open(workspace.name);
    workspace.path = workspace.directory->path();
    workspace.root = root->path();
    try {
        fill(*workspace.directory, workspace.task);
    } catch (...) {
        discard(files, workspace, now);
        throw;
    }
    return workspace;
}

} // namespace ctask
