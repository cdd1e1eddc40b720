// What the process takes over from its caller, and ending by a signal.
#include "posix/startup.hpp"

#include "posix/forked.hpp"
#include "support/doctest.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

TEST_CASE("a descriptor that the caller closed is filled, close-on-exec, and no other file takes its place")
{
    for (const int closed : {0, 1, 2}) {
        CAPTURE(closed);
        Forked process([closed] {
            ::close(closed);
            take_over_process();
            const bool filled = ::fcntl(closed, F_GETFD) == FD_CLOEXEC;
            const bool is_next_free = ::open("/dev/null", O_RDONLY) == closed;
            return filled && !is_next_free ? 0 : 1;
        });
        CHECK(process.exit_status() == 0);
    }
}

TEST_CASE("descriptors that the caller left open are left alone")
{
    Forked process([] {
        take_over_process();
        return ::fcntl(0, F_GETFD) == 0 && ::fcntl(1, F_GETFD) == 0 && ::fcntl(2, F_GETFD) == 0 ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("from the start on no signal but KILL and STOP does anything")
{
    Forked process([] {
        // The tests' own program catches some.
        for (int signal = 1; signal <= SIGRTMAX; ++signal) ::signal(signal, SIG_DFL);
        take_over_process();
        for (int signal = 1; signal <= SIGRTMAX; ++signal)
            if (signal != SIGKILL && signal != SIGSTOP && (signal < __SIGRTMIN || signal >= SIGRTMIN))
                ::raise(signal);
        return 0;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("a fault of one's own is still the end, and one that a sanitizer catches is still caught")
{
    Forked faulty([]() -> int {
        ::signal(SIGILL, SIG_DFL);
        take_over_process();
        __builtin_trap();
    });
    Forked caught([]() -> int {
        ::signal(SIGILL, [](int) { ::_exit(3); });
        take_over_process();
        __builtin_trap();
    });
    const int status = faulty.wait();
    CHECK(WIFSIGNALED(status));
    CHECK(caught.exit_status() == 3);
}

TEST_CASE("what the caller ignores or blocks is remembered, and an ignored SIGCHLD is taken back")
{
    Forked process([] {
        ::signal(SIGHUP, SIG_IGN);
        ::signal(SIGCHLD, SIG_IGN);
        sigset_t blocked;
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGUSR1);
        ::sigprocmask(SIG_SETMASK, &blocked, nullptr);

        const CallerSignals caller = take_over_process();
        struct sigaction child {};
        ::sigaction(SIGCHLD, nullptr, &child);
        const bool remembered = caller.ignores(SIGHUP) && caller.ignores(SIGCHLD) &&
                                !caller.ignores(SIGTERM) && sigismember(&caller.mask, SIGUSR1) &&
                                !sigismember(&caller.mask, SIGTERM);
        const bool received =
            sigismember(&caller.received, SIGCHLD) && !sigismember(&caller.received, SIGHUP);
        return remembered && received && child.sa_handler == SIG_DFL ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("signals that are given back act as the caller had them, also one that came meanwhile")
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1}) {
        CAPTURE(signal);
        Forked process([signal] {
            ::signal(signal, SIG_DFL);
            const CallerSignals caller = take_over_process();
            ::raise(signal);
            give_back_signals(caller);
            return 0;
        });
        const int status = process.wait();
        REQUIRE(WIFSIGNALED(status));
        CHECK(WTERMSIG(status) == signal);
    }
}

TEST_CASE("given back, what was ignored or blocked is so again, but a closed pipe ends nobody and children "
          "are heard of")
{
    Forked process([] {
        ::signal(SIGHUP, SIG_IGN);
        ::signal(SIGCHLD, SIG_IGN);
        ::signal(SIGPIPE, SIG_DFL);
        sigset_t blocked;
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGUSR1);
        ::sigprocmask(SIG_SETMASK, &blocked, nullptr);
        give_back_signals(take_over_process());
        for (const int signal : {SIGHUP, SIGUSR1, SIGPIPE}) ::raise(signal);
        struct sigaction child {};
        ::sigaction(SIGCHLD, nullptr, &child);
        return child.sa_handler == SIG_DFL ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("ending by a signal is death by that signal, without a core")
{
    for (const int signal :
         {SIGINT, SIGTERM, SIGHUP, SIGKILL, SIGQUIT, SIGSEGV, SIGABRT, SIGPIPE, SIGRTMIN}) {
        CAPTURE(signal);
        Forked process([signal]() -> int {
            if (signal == SIGHUP) ::signal(signal, SIG_IGN);
            take_over_process();
            end_by_signal(signal);
        });
        const int status = process.wait();
        REQUIRE(WIFSIGNALED(status));
        CHECK(WTERMSIG(status) == signal);
        CHECK_FALSE(WCOREDUMP(status));
    }
}

TEST_CASE("a signal that ends nobody becomes a status over 128")
{
    for (const int signal : {SIGCHLD, SIGWINCH, SIGCONT, SIGTSTP, SIGSTOP, SIGURG}) {
        CAPTURE(signal);
        Forked process([signal]() -> int {
            take_over_process();
            end_by_signal(signal);
        });
        CHECK(process.exit_status() == 128 + signal);
    }
}

} // namespace ctask
