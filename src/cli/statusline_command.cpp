// ctask statusline: one line about the session that one is in, for programs that show such a line.
#include "base/error.hpp"
#include "base/time_bounds.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/print.hpp"
#include "cli/session_state.hpp"
#include "cli/statusline_text.hpp"
#include "record/task_file.hpp"
#include "workspace/finding.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// A shell that tmux starts for its status line has tmux's variables, which may be another session's: there
/// only the directory counts.
std::vector<std::string> places(const Environment& environment, const StatuslineInput& input, bool in_tmux)
{
    std::vector<std::string> paths = input.directories;
    paths.push_back(environment.working_directory);
    if (!in_tmux) paths.push_back(environment.get_or("CTASK_WORKSPACE", ""));
    return paths;
}

/// A task.yaml without a slug may be another program's, unless there is state of ours beside it: the name of
/// the directory then stands for the slug.
std::optional<std::string> slug_of(const Directory& workspace)
{
    const FileContent content = workspace.read(layout::kTaskFile, kTaskFileLimit);
    std::string slug;
    try {
        if (content.present()) slug = parse_task_file(content.bytes, layout::kTaskFile).slug;
    } catch (const Failure&) {
        // A broken one is told by those commands that have room for it.
    }
    if (!slug.empty()) return slug;
    if (workspace.stamp_of(layout::kState)) return last_component(workspace.path());
    return std::nullopt;
}

/// Since the agent was started: the lease has that in whole seconds only, in which `new` wrote the first
/// notes too, while the start manifest is written between the two.
bool wrote_notes(const Directory& workspace, const LeaseOnDisk& lease)
{
    const auto modified = [&workspace](const std::string& name) {
        const std::optional<FileStamp> stamp = workspace.stamp_of(name);
        return stamp ? std::optional(stamp->modified) : std::nullopt;
    };
    const WallTime began =
        modified(layout::kState + "/" + start_manifest_of(lease)).value_or(*lease.found.lease->started_at);
    return modified(layout::kNotes) > began || modified(layout::kHandoff) > began;
}

/// The session that one is in: by its id where that is known, else the owner's.
std::vector<LeaseOnDisk>::const_iterator own_among(const std::vector<LeaseOnDisk>& live,
                                                   const std::string& session_id)
{
    const auto own = std::find_if(live.begin(), live.end(), [&session_id](const LeaseOnDisk& lease) {
        return !session_id.empty() && lease.session_id() == session_id;
    });
    return own != live.end() ? own : live.begin();
}

void describe_sessions(World& world, const Directory& workspace, StatuslineText& status)
{
    const Sessions sessions = look_at_sessions(world, workspace);
    const std::vector<LeaseOnDisk> live = live_among(sessions.leases);
    if (live.empty()) {
        status.remark = sessions.state == "stale" ? "interrupted session" : "no session";
        return;
    }
    const auto own = own_among(live, world.environment.get_or("CTASK_SESSION_ID", ""));
    status.others = live.size() - 1;
    if (!own->found.lease) {
        status.remark = "session of unknown state";
        return;
    }
    const Lease& lease = *own->found.lease;
    status.agent = lease.agent;
    status.persistent = lease.mode == kPersistent;
    if (!lease.started_at) return;
    status.running_for = std::max(Nanoseconds{}, time_between(*lease.started_at, world.clock.now()));
    status.notes_updated = wrote_notes(workspace, *own);
}

/// Empty when `path` lies in no workspace.
std::string line_for(World& world, const std::string& path, const StatuslineInput& input)
{
    if (path.empty()) return {};
    try {
        const std::unique_ptr<Directory> workspace = enclosing_workspace(world.files, path);
        if (!workspace) return {};
        const std::optional<std::string> slug = slug_of(*workspace);
        if (!slug) return {};
        StatuslineText status;
        status.slug = *slug;
        status.model = input.model;
        describe_sessions(world, *workspace, status);
        return statusline_text(status);
    } catch (const std::system_error&) {
        // A directory that is closed to us is none of ours; whoever shows the line has no place for more.
        return {};
    }
}

} // namespace

int run_statusline(World& world, Streams& streams, const CommandLine& line)
{
    const bool in_tmux = line.has("tmux");
    StatuslineInput input;
    if (!in_tmux) input = parse_statusline_input(streams.in(kStatuslineInputLimit));
    for (const std::string& path : places(world.environment, input, in_tmux)) {
        const std::string text = line_for(world, path, input);
        if (text.empty()) continue;
        print(streams, (in_tmux ? tmux_escaped(text) : text) + "\n");
        break;
    }
    return 0;
}

} // namespace ctask
