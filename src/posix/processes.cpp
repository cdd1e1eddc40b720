// The processes of this machine, by /proc.
#include "posix/processes.hpp"

#include "base/error.hpp"
#include "posix/capture.hpp"
#include "posix/child.hpp"
#include "posix/clock.hpp"
#include "posix/mailbox.hpp"
#include "posix/procfs.hpp"
#include "posix/spawn.hpp"
#include "posix/stranger.hpp"

#include <cerrno>
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace ctask {

namespace {

WallTime wall_time_of(std::uint64_t ticks_since_boot)
{
    const auto rate = static_cast<std::uint64_t>(tick_rate());
    const Seconds seconds(static_cast<std::int64_t>(ticks_since_boot / rate));
    const Nanoseconds rest(static_cast<std::int64_t>(ticks_since_boot % rate * (1'000'000'000 / rate)));
    return WallTime(read_clock(CLOCK_REALTIME) - read_clock(CLOCK_BOOTTIME) + seconds + rest);
}

bool lies_in(const std::string& path, const std::string& directory)
{
    if (!path.starts_with(directory)) return false;
    return path.size() == directory.size() || directory.ends_with('/') || path[directory.size()] == '/';
}

bool stands_in(pid_t pid, const std::string& directory)
{
    return lies_in(read_link("/proc/" + std::to_string(pid) + "/cwd"), directory);
}

std::string path_for_standing(const Directory& directory)
{
    std::string path = path_of_descriptor(directory.descriptor());
    if (path.empty() || !shows_own_processes())
        throw Failure("cannot tell who stands in " + directory.path() +
                      ": /proc does not show the processes here");
    return path;
}

/// Numbers are given out in their order, until they begin anew.
bool began_after(const ProcessFacts& process, const ProcessFacts& other)
{
    if (process.start_ticks != other.start_ticks) return process.start_ticks > other.start_ticks;
    return process.pid > other.pid;
}

/// In so short a time no machine gives out all the numbers that it has, 32,768 or more as a rule.
constexpr Nanoseconds kNoNumberTwice = std::chrono::milliseconds(100);
/// More are no less work than to list the processes.
constexpr pid_t kFewNumbers = 64;

/// Looks at the numbers that the system has given out since this process got its own, until there are no
/// more: one may begin another while it is looked at. False when it cannot be told so. (The numbers of
/// threads are among them, and theirs is the directory of their process.)
bool surely_no_newcomer_in(const std::string& directory)
{
    const pid_t self = ::getpid();
    pid_t looked_at = self;
    for (;;) {
        const std::optional<pid_t> last = parse_last_pid(read_kernel_file("/proc/loadavg"));
        if (!last || *last < looked_at || *last - self > kFewNumbers) return false;
        if (*last == looked_at) return true;
        while (looked_at < *last)
            if (stands_in(++looked_at, directory)) return false;
    }
}

} // namespace

std::unique_ptr<Child> PosixProcesses::start(const Command& command)
{
    return std::make_unique<PosixChild>(spawn(command, caller_));
}

Task<Captured> PosixProcesses::capture(Command command, Nanoseconds limit)
{
    co_return co_await capture_output(context_, caller_, std::move(command), limit);
}

void PosixProcesses::leave_behind(const Command& command, const std::string& input)
{
    start_alone(caller_, command, input);
}

std::optional<ProcessFacts> PosixProcesses::find(pid_t pid) const
{
    if (pid <= 0) return std::nullopt;
    ProcessFacts facts;
    facts.pid = pid;
    const std::optional<ProcessStat> stat = read_process_stat(pid);
    if (!stat) {
        // Where /proc hides the processes of others, or shows other ones, this much can still be told.
        if (::kill(pid, 0) != 0 && errno != EPERM) return std::nullopt;
        return facts;
    }
    if (stat->has_ended()) return std::nullopt;
    facts.parent = stat->parent;
    facts.start_ticks = start_since_boot(*stat);
    facts.started_at = wall_time_of(stat->start_ticks);
    facts.command = read_process_command(pid);
    return facts;
}

std::unique_ptr<Stranger> PosixProcesses::follow(pid_t pid)
{
    return follow_stranger(context_, pid);
}

std::vector<ProcessFacts> PosixProcesses::standing_in(const Directory& directory) const
{
    std::vector<ProcessFacts> standing;
    const std::string path = path_for_standing(directory);
    const pid_t self = ::getpid();
    for (const pid_t pid : list_processes()) {
        if (pid == self || !stands_in(pid, path)) continue;
        std::optional<ProcessFacts> facts = find(pid);
        if (facts) standing.push_back(std::move(*facts));
    }
    return standing;
}

std::vector<ProcessFacts> PosixProcesses::newcomers_in(const Directory& directory) const
{
    const std::string path = path_for_standing(directory);
    const bool is_soon = read_clock(CLOCK_MONOTONIC) - born_ < kNoNumberTwice;
    if (is_soon && surely_no_newcomer_in(path)) return {};

    std::vector<ProcessFacts> newcomers = standing_in(directory);
    const std::optional<ProcessFacts> self = find(::getpid());
    std::erase_if(newcomers, [&](const ProcessFacts& facts) { return !self || !began_after(facts, *self); });
    return newcomers;
}

void PosixProcesses::adopt_orphans()
{
    if (::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) throw_errno("cannot adopt processes");
}

std::unique_ptr<Child> PosixProcesses::take_over(pid_t pid)
{
    Spawned spawned{pid, {}};
    sigemptyset(&spawned.missed);
    return std::make_unique<PosixChild>(spawned);
}

std::unique_ptr<Mailbox> PosixProcesses::put_out(const std::string& letter)
{
    return make_mailbox(context_, letter);
}

std::optional<std::string> PosixProcesses::read_letter(const std::string& address) const
{
    return read_letter_at(address);
}

void PosixProcesses::answer(const std::string& address, const std::string& line)
{
    answer_to(address, line);
}

} // namespace ctask
