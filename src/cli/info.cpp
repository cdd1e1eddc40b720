// ctask info: gathers what there is to know about one workspace.
#include "cli/info.hpp"

#include "base/error.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/named_workspace.hpp"
#include "cli/notice.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "cli/session_state.hpp"
#include "session/agent_choice.hpp"
#include "session/launch.hpp"
#include "workspace/finding.hpp"
#include "workspace/roots.hpp"

#include <utility>

namespace ctask {

namespace {

/// By the launch's own rule.
void look_at_launch_directory(WorkspaceInfo& info)
{
    try {
        const auto launch = open_launch_directory(info.workspace, info.launch_problem);
        info.starts_in = launch ? launch->path() : info.workspace.path;
    } catch (const std::exception& refusal) {
        info.launch_problem = refusal.what();
    }
}

} // namespace

int run_info(World& world, Streams& streams, const CommandLine& line)
{
    WorkspaceInfo info;
    info.settings = read_settings(world, streams);
    info.workspace = named_workspace(world, info.settings, line, Broken::allowed);
    tell_trashed(streams, info.workspace);
    if (const Setting* root = setting_of_root(world.files, info.settings, info.workspace.root))
        info.root = *root;
    look_at_launch_directory(info);
    info.agent = choose_agent("", info.workspace.task.agent, info.settings);
    try {
        info.agent = expanded(info.agent, world.environment);
    } catch (const Failure& failure) {
        info.agent_problem = failure.what();
    }
    info.settings_by_name = named_settings(info.settings, world.environment);
    info.sessions = look_at_sessions(world, *info.workspace.directory);
    info.past = read_past_sessions(*info.workspace.directory);

    for (const std::string& problem : info.past.problems) notice(streams, problem);
    if (line.has("json")) {
        print(streams, info_json(info));
        return 0;
    }
    info.word =
        word_for(world.files, info.settings, info.workspace, {info.workspace.slug(), info.workspace.name});
    print(streams, info_text(info, world.clock.now()));
    return 0;
}

} // namespace ctask
