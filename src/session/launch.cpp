// Preparing the surroundings of an agent.
#include "session/launch.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/slug.hpp"

#include <algorithm>
#include <sstream>

namespace ctask {

namespace {

/// The directory and everything above it in the workspace, shortest first: a/b/c gives a, a/b, a/b/c.
std::vector<std::string> steps_to(const std::string& directory)
{
    std::vector<std::string> steps;
    for (std::size_t slash = directory.find('/'); slash != std::string::npos;
         slash = directory.find('/', slash + 1))
        steps.push_back(directory.substr(0, slash));
    steps.push_back(directory);
    return steps;
}

/// Without what says nothing: "." and empty components. Nothing when it leads upwards or is absolute.
std::optional<std::string> cleaned(const std::string& directory)
{
    if (directory.starts_with('/')) return std::nullopt;
    std::string clean;
    std::istringstream components(directory);
    for (std::string component; std::getline(components, component, '/');) {
        if (component == "..") return std::nullopt;
        if (!component.empty() && component != ".") clean += (clean.empty() ? "" : "/") + component;
    }
    return clean;
}

/// The directory in a workspace that is called as the workspace itself is: what a launch_dir has become when
/// a rename was cut off (workspace/renaming.cpp). Empty when there is none.
std::string named_as_workspace(const Workspace& workspace)
{
    const std::string name = slug_of_name(workspace.name);
    const auto stamp = workspace.directory->stamp_of(name);
    return stamp && stamp->kind == FileKind::directory ? name : std::string();
}

} // namespace

std::vector<std::string> with_variables(std::vector<std::string> entries,
                                        const std::vector<std::pair<std::string, std::string>>& variables)
{
    for (const auto& [name, value] : variables) {
        const std::string start = name + "=";
        const auto is_it = [&start](const std::string& entry) { return entry.starts_with(start); };
        const auto found = std::find_if(entries.begin(), entries.end(), is_it);
        if (found == entries.end()) {
            entries.push_back(start + value);
            continue;
        }
        *found = start + value;
        entries.erase(std::remove_if(found + 1, entries.end(), is_it), entries.end());
    }
    return entries;
}

std::vector<std::pair<std::string, std::string>>
session_variables(const Workspace& workspace, const Settings& settings, const std::string& launch_path)
{
    return {{"CTASK_TASK", workspace.slug()},    {"CTASK_MODE", workspace.task.mode},
            {"CTASK_ROOT", workspace.root},      {"CTASK_OUTER_ROOT", settings.root.value},
            {"CTASK_WORKSPACE", workspace.path}, {"CTASK_CATEGORY", workspace.category()},
            {"CTASK_TYPE", workspace.task.type}, {"CTASK_LAUNCH_DIR", launch_path}};
}

std::shared_ptr<Directory> open_launch_directory(const Workspace& workspace, std::string& warning)
{
    const std::string& wanted = workspace.task.launch_dir;
    const std::string name = "launch_dir " + visible(wanted) + " in " + workspace.path + "/task.yaml";
    const std::optional<std::string> directory = cleaned(wanted);
    if (!directory)
        throw Failure(name + " leads out of the workspace", "name a directory below the workspace");
    if (directory->empty()) return nullptr;
    for (const std::string& step : steps_to(*directory)) {
        const auto stamp = workspace.directory->stamp_of(step);
        if (stamp && stamp->kind == FileKind::symlink)
            throw Failure(name + " leads through the symbolic link " + visible(step),
                          "name a directory below the workspace");
        if (stamp && stamp->kind == FileKind::directory) continue;
        const std::string stand_in = stamp ? std::string() : named_as_workspace(workspace);
        if (!stand_in.empty()) {
            warning = name + " does not exist: " + visible(stand_in) + " is used";
            return workspace.directory->open(stand_in);
        }
        warning =
            name + (stamp ? " is not a directory" : " does not exist") + ": the workspace itself is used";
        return nullptr;
    }
    return workspace.directory->open(*directory);
}

} // namespace ctask
