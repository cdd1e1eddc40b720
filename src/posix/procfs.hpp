// What /proc tells of processes.
#pragma once

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
    std::uint64_t start_ticks = 0;

    bool has_ended() const { return state == 'Z' || state == 'X' || state == 'x'; }
    bool is_stopped() const { return state == 'T' || state == 't'; }
};

/// A small file of /proc or /sys, whole as far as `limit`; empty when it cannot be read.
std::string read_kernel_file(const std::string& path, std::size_t limit = 4096);
/// Where a link points; empty when that cannot be told.
std::string read_link(const std::string& path);
/// A directory that is held open, as an absolute path without symbolic links; empty when it cannot be told.
std::string path_of_descriptor(int descriptor);

/// Nothing when the text is no line of that file. The name in it may hold blanks and parentheses.
std::optional<ProcessStat> parse_process_stat(std::string_view text);
std::optional<ProcessStat> read_process_stat(pid_t pid);
/// From the text of /proc/PID/status: what was sent to the process and waits, signal N as bit N - 1. Nothing
/// when the text does not tell.
std::optional<std::uint64_t> parse_pending_signals(std::string_view text);
/// Command line with blanks between the words; the bracketed name of a process that has none.
std::string read_process_command(pid_t pid);
/// Every process that can be seen.
std::vector<pid_t> list_processes();

} // namespace ctask
