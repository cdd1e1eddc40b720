// Making a workspace: directories, files, task.yaml, and its name last.
#include "workspace/creation.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/built_in_files.hpp"
#include "workspace/draft.hpp"
#include "workspace/layout.hpp"
#include "workspace/opening.hpp"
#include "workspace/seeds.hpp"
#include "workspace/slug.hpp"
#include "workspace/trash.hpp"

#include <random>

namespace ctask {
namespace {

const std::string kUsualCategory = "general";

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
    task.title = title_of(wanted.title);
    task.slug = task.title.empty() ? untitled_slug(now) : make_slug(task.title);
    task.created_at = whole_seconds(now);
    task.updated_at = task.created_at;
    task.category = wanted.category.value_or(wanted.project ? layout::kProjects : kUsualCategory);
    if (wanted.project) task.type = "project";
    task.agent = wanted.agent;
    return task;
}

std::unique_ptr<Directory> make_root(Files& files, const Setting& place, const std::string& variable)
{
    try {
        return files.ensure_directory(place.value, kSharedDirectory);
    } catch (const std::system_error& error) {
        if (is_of_the_system(error.code())) throw;
        throw Failure(error.what(), place.source == "default"
                                        ? "that is the root by default; " + variable + " names another"
                                        : "that is the root by " + place.full_source() +
                                              ": name a directory there that can be made");
    }
}

std::unique_ptr<Directory> open_category(Directory& root, const std::string& category)
{
    if (!is_safe_component(category))
        throw Failure("\"" + category + "\" cannot be a category",
                      "a category is " + std::string(kSafeComponent));
    if (root.make_directory(category, kSharedDirectory)) root.sync();
    std::unique_ptr<Directory> opened = root.open(category);
    if (opened->stamp_of(layout::kTaskFile))
        throw Failure("\"" + category + "\" cannot be a category: it is a workspace itself");
    return opened;
}

bool is_project(const TaskFile& task)
{
    return task.type == "project";
}

/// A project's own directory bears the slug's name, and nothing is seeded into it: there too the name must be
/// free.
Draft reserve_slug(Directory& category, const std::string& slug, const Seeds& seeds, bool project,
                   WallTime now, const Draft* so_far)
{
    const auto is_free = [&seeds, project](const std::string& wanted) {
        return !project || !seeds.has(wanted);
    };
    return reserve_name(category, slug, now, is_free, so_far);
}

/// The draft's own name is nothing that a user should have to make sense of.
Draft reserve_first(Directory& category, const std::string& slug, const Seeds& seeds, bool project,
                    WallTime now)
{
    try {
        return reserve_slug(category, slug, seeds, project, now, nullptr);
    } catch (const std::system_error& error) {
        const std::string& path = category.path();
        throw Failure("cannot create a workspace in " + path + ": " + error.code().message(),
                      is_of_the_system(error.code())
                          ? ""
                          : "ls -ld " + visible(shell_quoted(path)) + " shows who may write there");
    }
}

/// What bears the slug: the texts that name it, and a project's own directory, which moves along with it.
void take_slug(Workspace& workspace, const Seeds& seeds, const std::string& slug)
{
    TaskFile& task = workspace.task;
    Directory& directory = *workspace.directory;
    if (is_project(task)) {
        if (task.launch_dir.empty())
            directory.make_directory(slug, kSharedDirectory);
        else
            directory.move(task.launch_dir, directory, slug);
        task.launch_dir = slug;
    }
    task.slug = slug;
    seeds.write_texts(directory, [&task](const std::string& name) { return built_in_text(name, task); });
}

void call_it(Workspace& workspace, const Directory& category, const std::string& name)
{
    workspace.name = name;
    workspace.path = category.path() + "/" + name;
}

/// task.yaml comes last and says that all is there; then the draft gets its name. When somebody has taken
/// that after all, the next one.
void finish(Directory& category, Workspace& workspace, const Seeds& seeds, Draft draft, WallTime now)
{
    const std::string slug = workspace.task.slug;
    for (;;) {
        take_slug(workspace, seeds, draft.slug);
        workspace.directory->write(layout::kTaskFile, format_task_file(workspace.task), Durability::synced,
                                   kSharedFile);
        if (category.move(draft.hidden, category, draft.name)) break;
        draft = reserve_slug(category, slug, seeds, is_project(workspace.task), now, &draft);
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
    const Seeds seeds(files, settings, wanted.project);
    const bool has_own_root = wanted.project && !settings.project_root.value.empty();
    const Setting& place = has_own_root ? settings.project_root : settings.root;
    Workspace workspace;
    workspace.task = describe_task(wanted, now);

    const std::unique_ptr<Directory> root =
        make_root(files, place, has_own_root ? "CTASK_PROJECT_ROOT" : "CTASK_ROOT");
    std::unique_ptr<Directory> category;
    if (!has_own_root || wanted.category) category = open_category(*root, workspace.task.category);
    Directory& parent = category ? *category : *root;
    sweep_drafts(files, *root, parent, now);

    workspace.root = root->path();
    const Draft draft = reserve_first(parent, workspace.task.slug, seeds, wanted.project, now);
    call_it(workspace, parent, draft.hidden);
    workspace.directory = parent.open(draft.hidden);
    try {
        workspace.directory->make_directory(layout::kState, kPrivateDirectory);
        seeds.lay_out(*workspace.directory);
        finish(parent, workspace, seeds, draft, now);
    } catch (...) {
        discard(files, workspace, now);
        throw;
    }
    return workspace;
}

} // namespace ctask
