// Who is in a workspace, in words.
#include "report/in_use_text.hpp"

#include "base/text.hpp"

namespace ctask {
namespace {

std::string pid_text(pid_t pid)
{
    return "pid " + std::to_string(pid);
}

/// Processes were looked at only where they could be: on this machine.
std::string place(const InUse& event)
{
    if (event.verdict.certain) return " on this machine";
    return event.lease.hostname.empty() ? "" : " on " + visible(event.lease.hostname);
}

std::string since(const InUse& event, WallTime now)
{
    return event.lease.started_at ? " since " + format_since(*event.lease.started_at, now) : "";
}

std::string freshness(const InUse& event)
{
    const std::optional<Nanoseconds>& age = event.verdict.heartbeat_age;
    if (!age) return "";
    if (*age > kStaleAfter)
        return "; its last heartbeat was " + describe_duration(*age) + " ago, it may be stopped or asleep";
    return ", last heartbeat " + describe_duration(*age) + " ago";
}

std::string who(const InUse& event)
{
    const Lease& lease = event.lease;
    if (event.verdict.life == Verdict::Life::agent_only) return agent_only_text(lease);
    return (lease.agent.empty() ? "a session" : visible(lease.agent)) + " (" + pid_text(lease.pid) + ")";
}

std::string first_line(const InUse& event, WallTime now)
{
    const std::string slug = visible(event.slug);
    const std::optional<Nanoseconds>& age = event.verdict.heartbeat_age;
    if (event.verdict.life == Verdict::Life::unknown)
        return slug + " may be in use: its lease cannot be read, and is too young to be stale" +
               (age ? " (written " + describe_duration(*age) + " ago)" : "");
    std::string line = slug + " is in use: " + who(event) + place(event) + since(event, now);
    return event.verdict.life == Verdict::Life::agent_only ? line : line + freshness(event);
}

std::string tmux_line(const InUse& event)
{
    const bool agent_only = event.verdict.life == Verdict::Life::agent_only;
    if (event.tmux_gone) {
        const bool say_who = !agent_only && event.lease.child_pid > 0;
        return "its tmux session is gone" +
               (say_who ? "; its agent still runs as " + pid_text(event.lease.child_pid) : "");
    }
    if (event.lease.tmux.session.empty()) return {};
    return (agent_only ? "it ran in tmux; to join it if that still goes on:  ctask attach "
                       : "running in tmux; to join it:  ctask attach ") +
           visible(shell_quoted(event.word.empty() ? event.slug : event.word));
}

} // namespace

std::string agent_only_text(const Lease& lease)
{
    return "ctask is gone, its agent " + (lease.agent.empty() ? "" : visible(lease.agent) + " ") +
           "still runs as " + pid_text(lease.child_pid);
}

std::vector<std::string> in_use_lines(const InUse& event, WallTime now)
{
    std::vector<std::string> lines{first_line(event, now)};
    const std::string tmux = tmux_line(event);
    if (!tmux.empty()) lines.push_back(tmux);
    if (event.around_us)
        lines.push_back(
            std::string("this command runs inside that session") +
            (event.refused ? ", so waiting for it would never end; start beside it with --force" : ""));
    else if (event.refused)
        lines.emplace_back("wait for it with --wait, or start beside it with --force");
    return lines;
}

} // namespace ctask
