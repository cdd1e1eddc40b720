// Choosing what to run and preparing its surroundings.
#include "session/launch.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/layout.hpp"
#include "workspace/slug.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace ctask {

namespace {

std::string name_of(const std::string& command)
{
    const std::size_t slash = command.find_last_of('/');
    return slash == std::string::npos ? command : command.substr(slash + 1);
}

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

AgentChoice choose_agent(const std::string& flag, const AgentEntry& of_workspace, const Settings& settings)
{
    AgentChoice choice;
    choice.named = settings.agent;
    bool is_command = false;
    if (!flag.empty()) {
        choice.named = {flag, "--agent"};
    } else if (!of_workspace.name().empty()) {
        choice.named = {of_workspace.name(), layout::kTaskFile};
        choice.args = of_workspace.args;
        choice.env = of_workspace.env;
        const bool is_map = !of_workspace.type.empty() || !choice.args.empty() || !choice.env.empty();
        is_command = is_map && !of_workspace.command.empty();
    }
    const std::string& name = choice.named.value;
    choice.name = name_of(name);
    choice.command = name;
    const AgentProfile* profile = is_command ? nullptr : find_profile(settings.agents, name);
    if (profile == nullptr) return choice;
    choice.name = profile->name;
    choice.profile = *profile;
    return choice;
}

AgentChoice expanded(AgentChoice choice, const Environment& environment)
{
    if (!choice.profile) return choice;
    choice.profile = expanded(std::move(*choice.profile), environment);
    choice.command = choice.profile->command;
    choice.args.insert(choice.args.begin(), choice.profile->args.begin(), choice.profile->args.end());
    choice.env.insert(choice.env.begin(), choice.profile->env.begin(), choice.profile->env.end());
    return choice;
}

AgentChoice choose_shell(const Environment& environment)
{
    const std::string named = environment.get_or("SHELL", "");
    AgentChoice choice;
    choice.name = "shell";
    choice.is_shell = true;
    choice.named = named.empty() ? Setting{"/bin/sh", "default"} : Setting{named, "SHELL"};
    choice.command = choice.named.value;
    return choice;
}

std::string named_by(const AgentChoice& choice, const std::string& workspace)
{
    if (choice.profile && choice.profile->line != 0) return choice.profile->full_source();
    if (choice.named.source == layout::kTaskFile) return workspace + "/" + layout::kTaskFile;
    return choice.named.full_source();
}

std::vector<std::string> with_variables(const std::vector<std::string>& entries,
                                        const std::vector<std::pair<std::string, std::string>>& variables)
{
    std::vector<std::string> result = entries;
    for (const auto& [name, value] : variables) {
        const std::string start = name + "=";
        const auto is_it = [&start](const std::string& entry) { return entry.starts_with(start); };
        const auto found = std::find_if(result.begin(), result.end(), is_it);
        if (found == result.end()) {
            result.push_back(start + value);
            continue;
        }
        *found = start + value;
        result.erase(std::remove_if(found + 1, result.end(), is_it), result.end());
    }
    return result;
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

std::string make_session_id(const Host& host, WallTime now)
{
    std::string name = host.hostname.empty() ? "localhost" : host.hostname;
    for (char& letter : name)
        if (!std::isalnum(static_cast<unsigned char>(letter)) && letter != '-' && letter != '_' &&
            letter != '.')
            letter = '-';
    if (name.front() == '.') name.front() = '-';
    return name + "-" + std::to_string(host.pid) + "-" + format_time_compactly(now);
}

} // namespace ctask
