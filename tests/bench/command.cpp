// Processes by posix_spawn, which costs the same however much memory the bench itself has.
#include "bench/command.hpp"

#include "base/unique_fd.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace ctask::bench {

namespace {

std::vector<char*> pointers_to(const std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

/// With stdout at `out`, or nowhere when that is negative.
pid_t spawn(const Command& command, int out)
{
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (out < 0)
        ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    else
        ::posix_spawn_file_actions_adddup2(&actions, out, 1);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    // The signals that a room waits for are blocked here and not there.
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    sigset_t none;
    sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);

    pid_t pid = 0;
    const std::vector<char*> words = pointers_to(command.words);
    const std::vector<char*> environment = pointers_to(command.environment);
    const int error =
        ::posix_spawnp(&pid, words.front(), &actions, &attributes, words.data(), environment.data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error(error, std::generic_category(), "cannot run " + command.words[0]);
    return pid;
}

Taken reap(pid_t pid, const Command& command, double started)
{
    int status = 0;
    ::waitpid(pid, &status, 0);
    Taken taken;
    taken.milliseconds = now() - started;
    if (status == 0) return taken;
    std::string line;
    for (const std::string& word : command.words) line += word + " ";
    throw std::runtime_error("ended with wait status " + std::to_string(status) + ": " + line);
}

struct Pipe {
    Pipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
        read = UniqueFd(ends[0]);
        write = UniqueFd(ends[1]);
    }
    UniqueFd read;
    UniqueFd write;
};

/// The number that it writes to stdout.
template <typename Number>
Number run_and_read(const Command& command)
{
    Pipe pipe;
    const double started = now();
    const pid_t pid = spawn(command, pipe.write.get());
    pipe.write = UniqueFd();
    Number number = 0;
    const bool told = ::read(pipe.read.get(), &number, sizeof number) == sizeof number;
    reap(pid, command, started);
    if (!told) throw std::runtime_error("nothing was written: " + command.words[0]);
    return number;
}

} // namespace

double now()
{
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

Taken run(const Command& command)
{
    const double started = now();
    return reap(spawn(command, -1), command, started);
}

Taken run_and_count(const Command& command)
{
    Pipe pipe;
    const double started = now();
    const pid_t pid = spawn(command, pipe.write.get());
    pipe.write = UniqueFd();
    std::vector<char> piece(std::size_t{1} << 16);
    std::uint64_t printed = 0;
    for (ssize_t count = 0; (count = ::read(pipe.read.get(), piece.data(), piece.size())) > 0;)
        printed += static_cast<std::uint64_t>(count);
    Taken taken = reap(pid, command, started);
    taken.printed_bytes = printed;
    return taken;
}

std::uint64_t peak_of(Command command)
{
    const char* program = std::getenv("BENCH_PEAK");
    command.words.insert(command.words.begin(), program == nullptr ? "bench-peak" : program);
    return run_and_read<std::uint64_t>(command);
}

Taken run_to_first_instruction(const Command& command)
{
    const double started = now();
    Taken taken;
    taken.milliseconds = run_and_read<double>(command) - started;
    return taken;
}

pid_t start(const Command& command)
{
    return spawn(command, -1);
}

void end(pid_t pid)
{
    ::kill(pid, SIGTERM);
    ::waitpid(pid, nullptr, 0);
}

bool is_installed(const std::string& program)
{
    const char* path = std::getenv("PATH");
    std::string rest = path == nullptr ? "/usr/bin:/bin" : path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        if (::access((rest.substr(0, end) + "/" + program).c_str(), X_OK) == 0) return true;
        rest.erase(0, end + 1);
    }
    return false;
}

} // namespace ctask::bench
