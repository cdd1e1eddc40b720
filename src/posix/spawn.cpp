// Starts a program by clone(CLONE_VM | CLONE_VFORK) and execve. Its cost does not grow with ctask's memory,
// as fork's does, and it can leave a signal ignored in the child, as posix_spawn cannot.
#include "posix/spawn.hpp"

#include "posix/procfs.hpp"
#include "posix/word_pointers.hpp"

#include <algorithm>
#include <fcntl.h>
#include <memory>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

namespace {

/// Shared with the child, which runs in our memory until it is the other program. (What it does there is left
/// out of AddressSanitizer: functions that never return leave their marks on a stack that is used again.)
struct Birth {
    const char* program;
    char* const* argv;
    char* const* environment;
    int directory;
    bool ends_with_parent;
    const CallerSignals* caller;
    int directory_error;
    int exec_error;
    /// /proc/PID/status of ctask, what the child reads there, and what waits for the child itself.
    const char* status_path;
    char status[4096];
    ssize_t status_length;
    sigset_t pending;
};

[[noreturn]] void throw_no_process(int error, const std::string& program)
{
    throw StartFailure(error, "cannot make a process for " + program, StartFailure::Step::make_process);
}

class Stack {
  public:
    explicit Stack(const std::string& program)
        : base_(
              ::mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0))
    {
        if (base_ == MAP_FAILED) throw_no_process(errno, program);
    }
    Stack(const Stack&) = delete;
    Stack& operator=(const Stack&) = delete;
    ~Stack() { ::munmap(base_, kSize); }
    void* top() const { return static_cast<char*>(base_) + kSize; }

  private:
    static constexpr std::size_t kSize = std::size_t{64} * 1024;
    void* base_;
};

[[gnu::no_sanitize_address]] void set_disposition(int signal, void (*disposition)(int))
{
    struct sigaction action {};
    action.sa_handler = disposition;
    ::sigaction(signal, &action, nullptr);
}

/// A stop that came before the program was there to be stopped; 0 for none. Outside of Birth because a signal
/// handler can reach nothing else.
volatile std::sig_atomic_t stop_put_off = 0;

[[gnu::no_sanitize_address]] void put_off_stop(int signal)
{
    stop_put_off = signal;
}

/// ctask sleeps in clone() until the program runs, so a child that stopped here would stop both for good: a
/// Ctrl-Z that comes meanwhile is noted, and sent again once the program is there. exec itself gives a signal
/// that is caught its default action back, so there is no moment between.
[[gnu::no_sanitize_address]] void put_off_stops(const CallerSignals& caller)
{
    for (const int signal : {SIGTSTP, SIGTTIN, SIGTTOU})
        if (!caller.ignores(signal)) set_disposition(signal, put_off_stop);
}

/// What waits for ctask and not for the child came before there was a child, or was sent to ctask alone. In
/// this order: a signal that the group gets in between is the child's own.
[[gnu::no_sanitize_address]] void note_pending(Birth& birth)
{
    const int status = ::open(birth.status_path, O_RDONLY | O_CLOEXEC);
    if (status >= 0) {
        birth.status_length = ::read(status, birth.status, sizeof birth.status);
        ::close(status);
    }
    ::sigpending(&birth.pending);
}

/// `before` is what waited for ctask before the birth, for where there is no /proc.
sigset_t missed_at(const Birth& birth, const sigset_t& before)
{
    const auto length = static_cast<std::size_t>(std::max<ssize_t>(birth.status_length, 0));
    const std::optional<std::uint64_t> waiting = parse_pending_signals({birth.status, length});
    sigset_t missed;
    sigemptyset(&missed);
    for (int signal = 1; signal <= SIGRTMAX; ++signal) {
        const bool waited = waiting ? (*waiting >> (signal - 1) & 1) != 0 : sigismember(&before, signal) == 1;
        if (waited && sigismember(&birth.pending, signal) != 1) sigaddset(&missed, signal);
    }
    return missed;
}

[[gnu::no_sanitize_address]] int become_program(void* argument)
{
    Birth& birth = *static_cast<Birth*>(argument);
    note_pending(birth);
    if (birth.directory >= 0 && ::fchdir(birth.directory) != 0) {
        birth.directory_error = errno;
        ::_exit(127);
    }
    if (birth.ends_with_parent) ::prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    if (birth.caller->ignores(SIGCHLD)) set_disposition(SIGCHLD, SIG_IGN);
    put_off_stops(*birth.caller);
    ::sigprocmask(SIG_SETMASK, &birth.caller->mask, nullptr);
    ::execve(birth.program, birth.argv, birth.environment);
    birth.exec_error = errno;
    ::_exit(127);
}

[[noreturn]] void throw_exec_failure(int error, const std::string& program)
{
    if (error == ENOENT && ::access(program.c_str(), F_OK) == 0)
        throw StartFailure(error, "cannot find the interpreter of " + program,
                           StartFailure::Step::find_interpreter);
    throw StartFailure(error, "cannot run " + program, StartFailure::Step::run_program);
}

} // namespace

Spawned spawn(const Command& command, const CallerSignals& caller)
{
    const std::vector<char*> argv = pointers_to(command.argv);
    const std::vector<char*> environment = pointers_to(command.environment);
    const Stack stack(command.program);
    Birth birth{};
    birth.program = command.program.c_str();
    birth.argv = argv.data();
    birth.environment = environment.data();
    birth.directory = command.directory ? command.directory->descriptor() : -1;
    birth.ends_with_parent = command.ends_with_ctask;
    birth.caller = &caller;
    const std::string status_path = "/proc/" + std::to_string(::getpid()) + "/status";
    birth.status_path = status_path.c_str();

    stop_put_off = 0;
    sigset_t before;
    ::sigpending(&before);
    const pid_t pid = ::clone(become_program, stack.top(), CLONE_VM | CLONE_VFORK | SIGCHLD, &birth);
    if (pid < 0) throw_no_process(errno, command.program);
    if (birth.directory_error != 0 || birth.exec_error != 0) {
        while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
        }
        if (birth.directory_error != 0)
            throw StartFailure(birth.directory_error, "cannot enter " + command.directory->path(),
                               StartFailure::Step::enter_directory);
        throw_exec_failure(birth.exec_error, command.program);
    }
    if (stop_put_off != 0) ::kill(pid, stop_put_off);
    return {pid, missed_at(birth, before)};
}

} // namespace ctask
