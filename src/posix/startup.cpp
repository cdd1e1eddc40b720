// The first and the last act of the process.
#include "posix/startup.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace ctask {

namespace {

/// Close-on-exec, so that the child finds the descriptor as closed as the caller left it.
void fill_closed_descriptors()
{
    for (int descriptor = 0; descriptor <= 2; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest free number is this one.
        if (::open("/dev/null", O_RDWR | O_CLOEXEC) < 0) ::open("/", O_PATH | O_CLOEXEC);
    }
}

bool is_fault(int signal)
{
    switch (signal) {
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGTRAP:
    case SIGSYS:
    case SIGABRT:
        return true;
    default:
        return false;
    }
}

auto disposition_of(int signal)
{
    struct sigaction action {};
    ::sigaction(signal, nullptr, &action);
    return action.sa_handler;
}

/// Whether the default action stops the process or does nothing, so that raising it would not end it.
bool leaves_alive(int signal)
{
    switch (signal) {
    case SIGSTOP:
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
    case SIGCONT:
    case SIGCHLD:
    case SIGURG:
    case SIGWINCH:
        return true;
    default:
        return false;
    }
}

} // namespace

CallerSignals take_over_process()
{
    fill_closed_descriptors();

    CallerSignals caller;
    sigemptyset(&caller.ignored);
    sigemptyset(&caller.received);
    for (int signal = 1; signal <= SIGRTMAX; ++signal) {
        // The C library keeps the numbers between for itself.
        if (signal >= __SIGRTMIN && signal < SIGRTMIN) continue;
        const bool ignored = disposition_of(signal) == SIG_IGN;
        if (ignored) sigaddset(&caller.ignored, signal);
        // A signal that is both blocked and ignored would still come out of a signalfd.
        if (ignored && signal != SIGCHLD) continue;
        // Blocked faults are received when a process sends them; a real one ends ctask all the same. Only a
        // sanitizer, if one is built in, wants to see those.
        if (is_fault(signal) && disposition_of(signal) != SIG_DFL) continue;
        if (signal != SIGKILL && signal != SIGSTOP) sigaddset(&caller.received, signal);
    }
    ::sigprocmask(SIG_BLOCK, &caller.received, &caller.mask);
    // Ignored, it would have the kernel reap the child before its status was read.
    if (caller.ignores(SIGCHLD)) ::signal(SIGCHLD, SIG_DFL);
    return caller;
}

void give_back_signals(const CallerSignals& caller)
{
    sigset_t mask = caller.mask;
    sigaddset(&mask, SIGPIPE);
    ::sigprocmask(SIG_SETMASK, &mask, nullptr);
}

void end_by_signal(int signal)
{
    if (!leaves_alive(signal)) {
        const rlimit none{};
        ::setrlimit(RLIMIT_CORE, &none);
        // A core pattern that is a pipe does not look at the limit.
        ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
        ::signal(signal, SIG_DFL);
        ::raise(signal);
        sigset_t only;
        sigemptyset(&only);
        sigaddset(&only, signal);
        ::sigprocmask(SIG_UNBLOCK, &only, nullptr);
    }
    ::_exit(128 + signal);
}

} // namespace ctask
