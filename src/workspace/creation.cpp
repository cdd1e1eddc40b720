// Making a workspace: directories, files, task.yaml, and its name last.
#include "workspace/creation.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/built_in_files.hpp"
#include "workspace/draft.hpp"
#include "workspace/layout.hpp"
#include "workspace/slug.hpp"
#include "workspace/trash.hpp"

#include <random>

namespace ctask {
namespace {

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

/// All but task.yaml. The user's seeds will be laid over the built-in files here.
void fill(Directory& directory, const TaskFile& task)
{
    for (const std::string& name : {layout::kContext, layout::kOutput, layout::kLogs})
        directory.make_directory(name, kSharedDirectory);
    directory.make_directory(layout::kState, kPrivateDirectory);
    for (const SeedFile& file : built_in_files(task.title))
        directory.write(file.name, file.text, Durability::buffered, kSharedFile);
}

void call_it(Workspace& workspace, const Directory& category, const std::string& name)
{
    workspace.name = name;
    workspace.path = category.path() + "/" + name;
}

/// task.yaml comes last and says that all is there; then the draft gets its name. When somebody has taken
/// that after all, the next one.
void finish(Directory& category, Workspace& workspace, Draft draft, WallTime now)
{
    const std::string slug = workspace.task.slug;
    for (;;) {
        workspace.task.slug = draft.slug;
        workspace.directory->write(layout::kTaskFile, format_task_file(workspace.task), Durability::synced,
                                   kSharedFile);
        if (category.move(draft.hidden, category, draft.name)) break;
        draft = reserve_name(category, slug, now, &draft);
        call_it(workspace, category, draft.hidden);
    }
    call_it(workspace, category, draft.name);
    category.sync();
    std::unique_ptr<Directory> named = category.open(draft.name);
    if (!named->stamp().same_file(workspace.directory->stamp()))
        throw Failure(workspace.path + " is no longer the directory that was created");
    workspace.directory = std::move(named);
}

/// What stands in the way of the trash too (a full disk) leaves a draft, for a later sweep.
void discard(Files& files, const Workspace& workspace, WallTime now)
{
    try {
        move_to_trash(files, workspace, now, {});
    } catch (const std::exception&) {
        return;
    }
}

} // namespace

Workspace create_workspace(Files& files, const Settings& settings, const NewWorkspace& wanted, WallTime now)
{
    std::unique_ptr<Directory> root = files.ensure_directory(settings.root.value, kSharedDirectory);
    std::unique_ptr<Directory> category = open_category(*root, wanted.category);
    sweep_drafts(files, *root, *category, now);

    Workspace workspace;
    workspace.task = describe_task(wanted, now);
    workspace.root = root->path();
    const Draft draft = reserve_name(*category, workspace.task.slug, now);
    call_it(workspace, *category, draft.hidden);
    workspace.directory = category->open(draft.hidden);
    try {
        fill(*workspace.directory, workspace.task);
        finish(*category, workspace, draft, now);
    } catch (...) {
        discard(files, workspace, now);
        throw;
    }
    return workspace;
}

} // namespace ctask
