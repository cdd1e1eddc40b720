// An agent for tests: does what its arguments say, from left to right, and exits 0 at their end.
//
//   write FILE=TEXT  append FILE=TEXT  remove FILE  mkdir DIR  say TEXT  complain TEXT  cat
//   sleep SECONDS    until FILE (it exists)   busy: for a minute
//   exit N           die SIGNAL (of its default action)   stop SIGNAL   stop-group SIGNAL (kill(0, ...))
//   ignore SIGNAL    default SIGNAL    catch SIGNAL=CODE (exits so)
//   log FILE         (see signal_log.hpp)   log-also SIGNAL   wait-for SIGNAL (that log has seen)
//   signal-parent SIGNAL
//   full-screen      leaves the terminal as a killed full-screen program does
//   daemon PIDFILE=SECONDS   leaves a process standing here
//   report FILE      (see self_report.hpp)
//
// E.g. fake-agent write a.txt=hello sleep 2 exit 3
#include "self_report.hpp"
#include "signal_log.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utility>

namespace fake_agent {

namespace {

using Verb = std::function<void(const std::string&)>;

std::pair<std::string, std::string> split(const std::string& word)
{
    const auto at = word.find('=');
    if (at == std::string::npos) return {word, ""};
    return {word.substr(0, at), word.substr(at + 1)};
}

void put(const std::string& word, int flags)
{
    const auto [file, text] = split(word);
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
    if (descriptor < 0 || ::write(descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        std::perror(file.c_str());
    ::close(descriptor);
}

void emit(int descriptor, const std::string& text)
{
    const std::string line = text + "\n";
    [[maybe_unused]] const auto written = ::write(descriptor, line.data(), line.size());
}

void pass_time(double seconds)
{
    timespec end{};
    ::clock_gettime(CLOCK_MONOTONIC, &end);
    const auto nanoseconds = end.tv_nsec + static_cast<long long>(seconds * 1e9);
    end.tv_sec += nanoseconds / 1'000'000'000;
    end.tv_nsec = nanoseconds % 1'000'000'000;
    while (::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, nullptr) == EINTR) {
    }
}

void set_action(int number, void (*action)(int))
{
    struct sigaction wanted {};
    wanted.sa_handler = action;
    ::sigaction(number, &wanted, nullptr);
}

[[noreturn]] void die_of(int number)
{
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    set_action(number, SIG_DFL);
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, number);
    ::sigprocmask(SIG_UNBLOCK, &one, nullptr);
    ::kill(::getpid(), number);
    for (;;) ::pause();
}

// A handler can reach nothing but what is global.
std::array<volatile sig_atomic_t, NSIG> exit_codes{};

void exit_on_signal(const std::string& word)
{
    const auto [name, code] = split(word);
    const int number = signal_number(name);
    exit_codes[static_cast<std::size_t>(number)] = std::atoi(code.c_str());
    set_action(number, [](int caught) { ::_exit(exit_codes[static_cast<std::size_t>(caught)]); });
}

void take_the_screen()
{
    termios modes{};
    if (::tcgetattr(0, &modes) == 0) {
        ::cfmakeraw(&modes);
        ::tcsetattr(0, TCSANOW, &modes);
    }
    constexpr std::string_view leaves_on = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h";
    [[maybe_unused]] const auto written = ::write(1, leaves_on.data(), leaves_on.size());
}

void leave_daemon(const std::string& word)
{
    const auto [file, seconds] = split(word);
    const pid_t pid = ::fork();
    if (pid != 0) {
        put(file + "=" + std::to_string(pid), O_TRUNC);
        return;
    }
    ::setsid();
    for (int descriptor = 0; descriptor < 3; ++descriptor) ::close(descriptor);
    pass_time(std::atof(seconds.c_str()));
    ::_exit(0);
}

void copy_input()
{
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t count = ::read(0, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        [[maybe_unused]] const auto written = ::write(1, buffer.data(), static_cast<std::size_t>(count));
    }
}

/// A minute at most: nobody is there any more when it takes that long.
void wait_for_file(const std::string& file)
{
    constexpr double kLook = 0.005;
    for (double waited = 0; ::access(file.c_str(), F_OK) != 0; waited += kLook) {
        if (waited > 60) ::_exit(98);
        pass_time(kLook);
    }
}

const std::map<std::string, Verb>& verbs_with_a_word()
{
    static const std::map<std::string, Verb> verbs{
        {"write", [](const std::string& word) { put(word, O_TRUNC); }},
        {"append", [](const std::string& word) { put(word, O_APPEND); }},
        {"remove", [](const std::string& word) { ::unlink(word.c_str()); }},
        {"mkdir", [](const std::string& word) { ::mkdir(word.c_str(), 0777); }},
        {"say", [](const std::string& word) { emit(1, word); }},
        {"complain", [](const std::string& word) { emit(2, word); }},
        {"sleep", [](const std::string& word) { pass_time(std::atof(word.c_str())); }},
        {"until", wait_for_file},
        {"exit", [](const std::string& word) { ::_exit(std::atoi(word.c_str())); }},
        {"die", [](const std::string& word) { die_of(signal_number(word)); }},
        {"stop", [](const std::string& word) { ::kill(::getpid(), signal_number(word)); }},
        {"stop-group", [](const std::string& word) { ::kill(0, signal_number(word)); }},
        {"ignore", [](const std::string& word) { set_action(signal_number(word), SIG_IGN); }},
        {"default", [](const std::string& word) { set_action(signal_number(word), SIG_DFL); }},
        {"catch", exit_on_signal},
        {"log", log_signals},
        {"log-also", [](const std::string& word) { log_signal(signal_number(word)); }},
        {"signal-parent", [](const std::string& word) { ::kill(::getppid(), signal_number(word)); }},
        {"wait-for", [](const std::string& word) { wait_for_signal(signal_number(word)); }},
        {"daemon", leave_daemon},
    };
    return verbs;
}

int act(int count, char** arguments, const OpenDescriptors& descriptors)
{
    for (int index = 1; index < count; ++index) {
        const std::string verb = arguments[index];
        if (verb == "cat") {
            copy_input();
        } else if (verb == "busy") {
            pass_time(60);
        } else if (verb == "full-screen") {
            take_the_screen();
        } else if (index + 1 < count && verb == "report") {
            write_self_report(arguments[++index], descriptors, count, arguments);
        } else if (const auto known = verbs_with_a_word().find(verb);
                   known != verbs_with_a_word().end() && index + 1 < count) {
            known->second(arguments[++index]);
        } else {
            std::fprintf(stderr, "fake-agent: %s?\n", verb.c_str());
            return 99;
        }
    }
    return 0;
}

} // namespace

} // namespace fake_agent

int main(int count, char** arguments)
{
    const auto descriptors = fake_agent::list_descriptors();
    return fake_agent::act(count, arguments, descriptors);
}
