// A handler that writes one line a signal; a test reads the file.
#include "signal_log.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace fake_agent {

namespace {

// A handler can reach nothing but what is global.
int log_descriptor = -1;
std::array<volatile sig_atomic_t, NSIG> seen{};
std::array<int, NSIG> waited_for{};

constexpr std::array kLogged{SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGWINCH};

std::size_t append_number(char* text, std::size_t length, long number)
{
    std::array<char, 24> digits{};
    std::size_t count = 0;
    do {
        digits[count++] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (count > 0) text[length++] = digits[--count];
    return length;
}

std::size_t append_text(char* text, std::size_t length, const char* more)
{
    while (*more != '\0') text[length++] = *more++;
    return length;
}

void note(int number, siginfo_t* info, void*)
{
    const int saved = errno;
    std::array<char, 100> line{};
    const char* name = sigabbrev_np(number);
    std::size_t length =
        name != nullptr ? append_text(line.data(), 0, name) : append_number(line.data(), 0, number);
    length = append_text(line.data(), length, " from ");
    if (info->si_code > 0)
        length = append_text(line.data(), length, "kernel");
    else
        length = append_number(line.data(), length, info->si_pid);
    line[length++] = '\n';
    [[maybe_unused]] const auto written = ::write(log_descriptor, line.data(), length);
    seen[static_cast<std::size_t>(number)] = seen[static_cast<std::size_t>(number)] + 1;
    errno = saved;
}

} // namespace

int signal_number(const std::string& name)
{
    for (int number = 1; number < NSIG; ++number) {
        const char* known = sigabbrev_np(number);
        if (known != nullptr && name == known) return number;
    }
    const int number = std::atoi(name.c_str());
    if (number > 0 && number < NSIG) return number;
    std::fprintf(stderr, "fake-agent: no signal %s\n", name.c_str());
    std::exit(99);
}

void log_signal(int number)
{
    struct sigaction action {};
    action.sa_sigaction = note;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

void log_signals(const std::string& file)
{
    log_descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    for (const int number : kLogged) log_signal(number);
}

void wait_for_signal(int number)
{
    const auto index = static_cast<std::size_t>(number);
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    ::sigprocmask(SIG_BLOCK, &all, &before);
    while (seen[index] <= waited_for[index]) ::sigsuspend(&before);
    ++waited_for[index];
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
}

} // namespace fake_agent
