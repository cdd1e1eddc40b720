// ctask rename: another title, and everything that is named after it.
#include "async/combine.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/agent_history.hpp"
#include "cli/consent.hpp"
#include "cli/lifecycle_commands.hpp"
#include "cli/notice.hpp"
#include "cli/read_settings.hpp"
#include "cli/session_in_tmux.hpp"
#include "report/name_list.hpp"
#include "workspace/finding.hpp"
#include "workspace/paths.hpp"
#include "workspace/renaming.hpp"
#include "workspace/slug.hpp"

namespace ctask {

namespace {

std::string below(const std::string& path, const std::string& directory)
{
    return directory.empty() ? path : path + "/" + directory;
}

/// Those who stand in it keep standing in it, wherever it is.
void tell_who_stands_in_it(World& world, Streams& streams, const Workspace& workspace)
{
    std::vector<std::string> names;
    for (const ProcessFacts& process : world.processes.standing_in(*workspace.directory))
        names.push_back(process.command + " (pid " + std::to_string(process.pid) + ")");
    if (!names.empty())
        notice(streams, "standing in it, and moved along: " + name_list(names, streams.err_columns));
}

/// A shell shows, and remembers, the path by which it came.
void tell_how_to_follow(const World& world, Streams& streams, const Workspace& workspace,
                        const Renamed& renamed)
{
    const std::string& stands = world.environment.working_directory;
    const std::string inside = path_below(stands, workspace.path);
    if (stands != workspace.path && inside.empty()) return;
    const bool in_launch_dir =
        !workspace.task.launch_dir.empty() &&
        (inside == workspace.task.launch_dir || inside.starts_with(workspace.task.launch_dir + "/"));
    std::string target = below(renamed.path, inside);
    if (in_launch_dir)
        target = below(renamed.path, renamed.launch_dir) + inside.substr(workspace.task.launch_dir.size());
    notice(streams, "your shell still goes by the old path; to follow: cd " + shell_quoted(target));
}

void tell(World& world, Streams& streams, const Workspace& workspace, const Renamed& renamed,
          const std::string& title)
{
    if (renamed.path == workspace.path) {
        notice(streams, renamed.name + " has the title \"" + title + "\" now");
        return;
    }
    notice(streams, "renamed " + workspace.name + " to " + renamed.name);
    tell_who_stands_in_it(world, streams, workspace);
    tell_how_to_follow(world, streams, workspace, renamed);
    const std::string& agent = workspace.task.agent.name();
    std::vector<std::string> lines =
        lines_on_moved_history(world.files, world.environment, agent, workspace.path, renamed.path);
    if (!workspace.task.launch_dir.empty())
        lines = lines_on_moved_history(world.files, world.environment, agent,
                                       below(workspace.path, workspace.task.launch_dir),
                                       below(renamed.path, renamed.launch_dir));
    for (const std::string& text : lines) notice(streams, text);
}

Task<> change_title(World& world, Streams& streams, const CommandLine& line, const Workspace& workspace)
{
    const std::string title = title_of(*line.second_argument);
    std::optional<Stillness> stillness =
        co_await hold_still_with_consent(world, streams, workspace, line, std::string());
    const Renamed renamed = rename_workspace(world.files, workspace, title, world.clock.now());
    stillness.reset();
    tell(world, streams, workspace, renamed, title);
}

} // namespace

int run_rename(World& world, Streams& streams, const CommandLine& line)
{
    if (title_of(*line.second_argument).empty())
        throw UsageError("the title is empty", "ctask rename WORKSPACE TITLE");
    const Settings settings = read_settings(world, streams);
    const Workspace workspace = find_workspace(world.files, settings, world.environment, *line.argument);
    adopt_orphan(world, streams, workspace);
    run_to_completion(world.context, change_title(world, streams, line, workspace));
    return 0;
}

} // namespace ctask
