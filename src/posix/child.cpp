// Asks waitid for one pid, so that no other child's end is taken.
#include "posix/child.hpp"

#include "base/error.hpp"
#include "posix/procfs.hpp"

#include <algorithm>
#include <csignal>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

namespace {

std::uint64_t start_ticks_of(pid_t pid)
{
    const std::optional<ProcessStat> stat = read_process_stat(pid);
    return stat ? start_since_boot(*stat) : 0;
}

/// `root` and all that descend from it, at this moment.
std::vector<pid_t> family_of(pid_t root)
{
    std::multimap<pid_t, pid_t> children;
    for (const pid_t pid : list_processes()) {
        const std::optional<ProcessStat> stat = read_process_stat(pid);
        if (stat && !stat->has_ended()) children.emplace(stat->parent, pid);
    }
    std::vector<pid_t> family{root};
    for (std::size_t at = 0; at < family.size(); ++at) {
        const auto [first, last] = children.equal_range(family[at]);
        for (auto child = first; child != last; ++child) family.push_back(child->second);
    }
    return family;
}

} // namespace

PosixChild::PosixChild(const Spawned& spawned)
    : pid_(spawned.pid), start_ticks_(start_ticks_of(spawned.pid)), missed_(spawned.missed)
{
}

std::optional<ChildChange> PosixChild::poll()
{
    if (has_ended_) return std::nullopt;
    siginfo_t info{};
    constexpr int kEverything = WEXITED | WSTOPPED | WCONTINUED | WNOHANG;
    while (::waitid(P_PID, static_cast<id_t>(pid_), &info, kEverything) != 0)
        if (errno != EINTR) throw_errno("cannot wait for the child process");
    if (info.si_pid == 0) return std::nullopt;

    using Kind = ChildChange::Kind;
    switch (info.si_code) {
    case CLD_EXITED:
        has_ended_ = true;
        return ChildChange{Kind::exited, info.si_status};
    case CLD_KILLED:
    case CLD_DUMPED:
        has_ended_ = true;
        return ChildChange{Kind::killed, info.si_status};
    case CLD_CONTINUED:
        return ChildChange{Kind::continued, info.si_status};
    default:
        return ChildChange{Kind::stopped, info.si_status};
    }
}

void PosixChild::send(int signal)
{
    if (!has_ended_) ::kill(pid_, signal);
}

void PosixChild::send_to_tree(int signal)
{
    if (has_ended_) return;
    for (const pid_t pid : family_of(pid_)) ::kill(pid, signal);
}

// Killing a parent first would hand its children to init, out of sight. So all are stopped before any is
// killed: what is stopped starts nothing new and stays in the tree; a look that finds nobody new has found
// everybody.
void PosixChild::kill_tree()
{
    constexpr int kLooks = 20;
    if (has_ended_) return;
    std::vector<pid_t> stopped;
    for (int look = 0; look < kLooks; ++look) {
        bool found_new = false;
        for (const pid_t pid : family_of(pid_)) {
            if (std::find(stopped.begin(), stopped.end(), pid) != stopped.end()) continue;
            ::kill(pid, SIGSTOP);
            stopped.push_back(pid);
            found_new = true;
        }
        if (!found_new) break;
    }
    for (const pid_t pid : stopped) ::kill(pid, SIGKILL);
}

bool PosixChild::in_our_group() const
{
    return !has_ended_ && ::getpgid(pid_) == ::getpgrp();
}

bool PosixChild::is_stopped() const
{
    if (has_ended_) return false;
    const std::optional<ProcessStat> stat = read_process_stat(pid_);
    return stat && stat->is_stopped();
}

} // namespace ctask
