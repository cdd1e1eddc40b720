// What /proc tells of processes.
#include "posix/procfs.hpp"

#include "base/text.hpp"
#include "base/unique_fd.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace ctask {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::size_t kPiece = 4096;

std::string process_path(pid_t pid, std::string_view file)
{
    return "/proc/" + std::to_string(pid) + "/" + std::string(file);
}

std::string_view next_word(std::string_view& text)
{
    const std::size_t start = std::min(text.find_first_not_of(" \n"), text.size());
    const std::size_t end = std::min(text.find_first_of(" \n", start), text.size());
    const std::string_view word = text.substr(start, end - start);
    text.remove_prefix(end);
    return word;
}

} // namespace

bool shows_own_processes()
{
    return read_link("/proc/self") == std::to_string(::getpid());
}

std::string read_kernel_file(const std::string& path, std::size_t limit)
{
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!file) return {};
    std::string bytes;
    std::array<char, kPiece> piece;
    while (bytes.size() < limit) {
        const std::size_t wanted = std::min(piece.size(), limit - bytes.size());
        const ssize_t count = ::read(file.get(), piece.data(), wanted);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        bytes.append(piece.data(), static_cast<std::size_t>(count));
    }
    return bytes;
}

std::string read_link(const std::string& path)
{
    std::array<char, PATH_MAX> target;
    const ssize_t length = ::readlink(path.c_str(), target.data(), target.size());
    if (length < 0) return {};
    return {target.data(), static_cast<std::size_t>(length)};
}

std::string path_of_descriptor(int descriptor)
{
    return read_link("/proc/self/fd/" + std::to_string(descriptor));
}

std::optional<ProcessStat> parse_process_stat(std::string_view text)
{
    // "PID (NAME) STATE PPID ... STARTTIME ...", the last being the 22nd field; only the name may hold a
    // parenthesis.
    const std::size_t open = text.find('(');
    const std::size_t close = text.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return std::nullopt;

    ProcessStat stat;
    stat.name = text.substr(open + 1, close - open - 1);
    std::string_view before = text.substr(0, open);
    std::string_view rest = text.substr(close + 1);
    const std::string_view pid = next_word(before);
    const std::string_view state = next_word(rest);
    const std::string_view parent = next_word(rest);
    std::string_view start;
    for (int field = 5; field <= 22; ++field) start = next_word(rest);

    long long pid_number = 0;
    long long parent_number = 0;
    long long ticks = 0;
    if (state.size() != 1 || !parse_number(pid, 1, INT_MAX, pid_number) ||
        !parse_number(parent, 0, INT_MAX, parent_number) || !parse_number(start, 0, LLONG_MAX, ticks))
        return std::nullopt;
    stat.pid = static_cast<pid_t>(pid_number);
    stat.state = state.front();
    stat.parent = static_cast<pid_t>(parent_number);
    stat.start_ticks = static_cast<std::uint64_t>(ticks);
    return stat;
}

std::optional<ProcessStat> read_process_stat(pid_t pid)
{
    if (!shows_own_processes()) return std::nullopt;
    return parse_process_stat(read_kernel_file(process_path(pid, "stat")));
}

std::uint64_t start_since_boot(const ProcessStat& stat)
{
    // A process stays in its time namespace.
    static const Nanoseconds ahead = parse_boot_offset(read_kernel_file("/proc/self/timens_offsets"));
    return stat.start_ticks - static_cast<std::uint64_t>(ahead.count() / (kSecond / tick_rate()));
}

Nanoseconds parse_boot_offset(std::string_view text)
{
    // "monotonic SECONDS NANOSECONDS" and "boottime SECONDS NANOSECONDS", with blanks between.
    while (!text.empty()) {
        const std::string_view clock = next_word(text);
        const std::string_view seconds_word = next_word(text);
        const std::string_view rest_word = next_word(text);
        long long seconds = 0;
        long long rest = 0;
        constexpr long long kLongest = LLONG_MAX / kSecond - 1;
        if (clock == "boottime" && parse_number(seconds_word, -kLongest, kLongest, seconds) &&
            parse_number(rest_word, 0, kSecond - 1, rest))
            return Nanoseconds(seconds * kSecond + rest);
    }
    return Nanoseconds{0};
}

std::int64_t tick_rate()
{
    const long per_second = ::sysconf(_SC_CLK_TCK);
    return per_second > 0 ? per_second : 100;
}

std::optional<std::uint64_t> parse_pending_signals(std::string_view text)
{
    constexpr std::string_view kLine = "\nShdPnd:\t";
    const std::size_t at = text.find(kLine);
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at + kLine.size());
    std::uint64_t pending = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), pending, 16);
    const bool whole = error == std::errc() && end != text.data() + text.size() && *end == '\n';
    return whole ? std::optional(pending) : std::nullopt;
}

std::optional<pid_t> parse_last_pid(std::string_view text)
{
    // "0.20 0.18 0.12 1/80 11206"
    std::string_view last;
    for (int field = 1; field <= 5; ++field) last = next_word(text);
    long long pid = 0;
    if (!parse_number(last, 1, INT_MAX, pid)) return std::nullopt;
    return static_cast<pid_t>(pid);
}

std::string read_process_command(pid_t pid)
{
    std::string command = read_kernel_file(process_path(pid, "cmdline"));
    while (!command.empty() && command.back() == '\0') command.pop_back();
    for (char& character : command)
        if (character == '\0') character = ' ';
    if (!command.empty()) return command;
    const std::optional<ProcessStat> stat = read_process_stat(pid);
    return stat ? "[" + stat->name + "]" : std::string();
}

std::vector<pid_t> list_processes()
{
    std::vector<pid_t> pids;
    if (!shows_own_processes()) return pids;
    const std::unique_ptr<DIR, int (*)(DIR*)> proc(::opendir("/proc"), ::closedir);
    if (!proc) return pids;
    while (const dirent* entry = ::readdir(proc.get())) {
        long long pid = 0;
        if (parse_number(entry->d_name, 1, INT_MAX, pid)) pids.push_back(static_cast<pid_t>(pid));
    }
    return pids;
}

} // namespace ctask
