// What /proc tells of processes.
#pragma once

#include "base/times.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace ctask {

/// The part of /proc/PID/stat that is looked at.
struct ProcessStat {
    pid_t pid = 0;
    std::string name;
    /// As ps shows it: R, S, D, T (stopped), t (traced), Z (zombie), X (dead).
    char state = 0;
    pid_t parent = 0;
    /// By the boot clock of the reader's time namespace.
    std::uint64_t start_ticks = 0;

    bool has_ended() const { return state == 'Z' || state == 'X' || state == 'x'; }
    bool is_stopped() const { return state == 'T' || state == 't'; }
};

/// Whether /proc is there and shows processes by the numbers that this process knows them by. In a new pid
/// namespace it shows those of the old one until somebody mounts it anew: nothing is then read of any
/// process.
bool shows_own_processes();
/// A small file of /proc or /sys, whole as far as `limit`; empty when it cannot be read.
std::string read_kernel_file(const std::string& path, std::size_t limit = 4096);
/// Where a link points; empty when that cannot be told.
std::string read_link(const std::string& path);
/// A directory that is held open, as an absolute path without symbolic links; empty when it cannot be told.
std::string path_of_descriptor(int descriptor);

/// Nothing when the text is no line of that file. The name in it may hold blanks and parentheses.
std::optional<ProcessStat> parse_process_stat(std::string_view text);
/// Nothing when there is no such process, and when /proc cannot tell.
std::optional<ProcessStat> read_process_stat(pid_t pid);
/// When the process started, in clock ticks since the machine was booted: the same, seen from every time
/// namespace.
std::uint64_t start_since_boot(const ProcessStat& stat);
/// From the text of /proc/PID/timens_offsets: how far that time namespace's boot clock is ahead of the
/// machine's. 0 when the text does not tell, as before Linux 5.6.
Nanoseconds parse_boot_offset(std::string_view text);
/// Clock ticks in a second.
std::int64_t tick_rate();
/// From the text of /proc/PID/status: what was sent to the process and waits, signal N as bit N - 1. Nothing
/// when the text does not tell.
std::optional<std::uint64_t> parse_pending_signals(std::string_view text);
/// From the text of /proc/loadavg: the number that was given out last, in the reader's pid namespace.
/// Nothing when the text does not tell.
std::optional<pid_t> parse_last_pid(std::string_view text);
/// Command line with blanks between the words; the bracketed name of a process that has none.
std::string read_process_command(pid_t pid);
/// Every process that can be seen; none when /proc cannot tell.
std::vector<pid_t> list_processes();

} // namespace ctask
