// What ctask info tells, for people.
#include "cli/info.hpp"

#include "base/text.hpp"
#include "cli/labelled_row.hpp"
#include "session/summary_text.hpp"
#include "workspace/paths.hpp"

#include <algorithm>

namespace ctask {

namespace {

std::string minute(const std::optional<WallTime>& time)
{
    return time ? format_local_minute(*time) : "-";
}

std::string describe_lease(const LeaseOnDisk& lease, WallTime now)
{
    if (!lease.found.lease) {
        std::string text = "its lease " + lease.found.problem;
        if (lease.verdict.heartbeat_age)
            text += "; written " + describe_duration(*lease.verdict.heartbeat_age) + " ago";
        const bool is_young = lease.verdict.life == Verdict::Life::unknown;
        return is_young ? text + ", from " + describe_duration(kStaleAfter) + " on it counts as stale" : text;
    }
    std::string text = lease.found.lease->mode;
    if (lease.found.lease->started_at) text += ", since " + format_since(*lease.found.lease->started_at, now);
    if (lease.verdict.heartbeat_age)
        text += ", heartbeat " + describe_duration(*lease.verdict.heartbeat_age) + " ago";
    return text;
}

/// Who holds a lease, on lines of their own.
std::string holder_rows(const LeaseOnDisk& on_disk, const std::string& word)
{
    if (!on_disk.found.lease) return {};
    const Lease& lease = *on_disk.found.lease;
    std::string where = lease.hostname.empty() ? "" : "on " + lease.hostname;
    if (lease.child_pid > 0) {
        std::string agent = lease.agent.empty() ? "agent" : lease.agent;
        where += (where.empty() ? "" : ", ") + agent + " pid " + std::to_string(lease.child_pid);
    }
    const bool agent_only = on_disk.verdict.life == Verdict::Life::agent_only;
    if (agent_only) where += ", ctask itself is gone";
    std::string text =
        labelled_row(on_disk.owner ? "  Owner" : "  Beside it", "pid " + std::to_string(lease.pid), where);
    if (on_disk.verdict.is_live() && lease.tmux_session_ended)
        text += labelled_row("  Tmux", "gone", "its tmux session has ended, and the agent has not");
    if (on_disk.verdict.is_live() && !lease.tmux.session.empty())
        text += labelled_row("  To join", "ctask attach " + shell_quoted(word),
                             agent_only ? "if its tmux session still goes on" : "");
    return text;
}

std::string session_rows(const WorkspaceInfo& info, WallTime now)
{
    const Sessions& sessions = info.sessions;
    if (!sessions.problem.empty() && sessions.leases.empty())
        return labelled_row("Session", sessions.state, "cannot be told: " + sessions.problem);
    if (sessions.leases.empty()) {
        bool cut_off = sessions.state == "stale";
        return labelled_row("Session", sessions.state, cut_off ? "cut off; the next session records it" : "");
    }
    const auto is_live = [](const LeaseOnDisk& lease) { return lease.verdict.is_live(); };
    auto told = std::find_if(sessions.leases.begin(), sessions.leases.end(), is_live);
    if (told == sessions.leases.end()) told = sessions.leases.begin();
    std::string text = labelled_row("Session", sessions.state, describe_lease(*told, now));
    for (const LeaseOnDisk& lease : sessions.leases) text += holder_rows(lease, info.word);
    return text;
}

/// What a session in it goes by, but for the agent's name.
std::string setting_rows(const WorkspaceInfo& info)
{
    std::vector<std::string> words = {shell_quoted(info.agent.command)};
    for (const std::string& word : info.agent.args) words.push_back(shell_quoted(word));
    std::string profile;
    if (info.agent.profile)
        profile = info.agent.profile->line == 0 ? "built-in profile"
                                                : "profile of " + info.agent.profile->full_source();
    std::string text = info.agent_problem.empty() ? labelled_row("  Runs", join(words, " "), profile)
                                                  : labelled_row("  Runs", "-", info.agent_problem);
    text += labelled_row("Mode", info.settings.session_mode.value, from(info.settings.session_mode));
    if (!info.settings.ignore.empty())
        text += labelled_row("Ignored", listed(info.settings.ignore), from(info.settings.ignore_source));
    if (!info.settings.notify.empty())
        text += labelled_row("Notifies", listed(info.settings.notify), from(info.settings.notify_source));
    return text;
}

std::string launch_row(const WorkspaceInfo& info)
{
    if (info.starts_in.empty()) return labelled_row("Starts in", "refused", info.launch_problem);
    const std::string below = path_below(info.starts_in, info.workspace.path);
    return labelled_row("Starts in", below.empty() ? "the workspace" : below, info.launch_problem);
}

std::string past_rows(const WorkspaceInfo& info, WallTime now)
{
    if (info.past.entries.empty()) return {};
    const HistoryEntry& last = info.past.entries.back();
    std::string lasted = describe_length(last.session);
    if (!lasted.empty()) lasted += ", ";
    std::string ended = describe_age(last.session.ended_at, now) + ", " + describe_ending(last.session);
    return labelled_row("Last", lasted + ended + ": " + describe_changes(last)) +
           labelled_row("Sessions", std::to_string(info.past.entries.size()),
                        "ctask log " + shell_quoted(info.word));
}

} // namespace

std::string info_text(const WorkspaceInfo& info, WallTime now)
{
    const TaskFile& task = info.workspace.task;
    std::string text = labelled_row("Title", task.title.empty() ? "-" : task.title);
    text += labelled_row("Name", info.workspace.name);
    text += labelled_row("Path", info.workspace.path);
    text += labelled_row("Root", info.workspace.root, info.root ? from(*info.root) : "not among the roots");
    const std::string& problem = info.workspace.problem;
    text += problem.empty()
                ? labelled_row("Status", task.status, task.type + ", category " + info.workspace.category())
                : labelled_row("Status", "broken", problem);
    text += labelled_row("Agent", info.agent.named.value, from(info.agent.named));
    text += setting_rows(info);
    text += labelled_row("Created", minute(task.created_at), "Updated: " + minute(task.updated_at));
    if (task.archived_at) text += labelled_row("Archived", minute(task.archived_at));
    if (!task.launch_dir.empty()) text += launch_row(info);
    return text + session_rows(info, now) + past_rows(info, now);
}

} // namespace ctask
