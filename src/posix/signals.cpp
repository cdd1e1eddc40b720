// Signals as messages, by a signalfd: it tells who sent them, which asio::signal_set does not.
#include "posix/signals.hpp"

#include "base/error.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

namespace ctask {

namespace {

Signal to_message(const signalfd_siginfo& info)
{
    Signal signal;
    signal.number = static_cast<int>(info.ssi_signo);
    // Zero and below are the calls of processes: kill, tgkill, sigqueue. Above is the kernel by itself.
    signal.sender = info.ssi_code > 0 ? Sender::kernel : Sender::process;
    if (signal.sender == Sender::process) signal.pid = static_cast<pid_t>(info.ssi_pid);
    return signal;
}

sigset_t only(int signal)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    return set;
}

bool is_pending(int signal)
{
    sigset_t pending;
    sigemptyset(&pending);
    ::sigpending(&pending);
    return sigismember(&pending, signal) == 1;
}

} // namespace

WaitableFd& PosixSignals::queue()
{
    if (!queue_) {
        UniqueFd descriptor(::signalfd(-1, &caller_.received, SFD_CLOEXEC | SFD_NONBLOCK));
        if (!descriptor) throw_errno("cannot create a signalfd");
        queue_.emplace(context_, std::move(descriptor));
    }
    return *queue_;
}

Task<> PosixSignals::ready()
{
    co_await queue().readable();
}

std::optional<Signal> PosixSignals::take()
{
    signalfd_siginfo info{};
    while (::read(queue().get(), &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        const Signal signal = to_message(info);
        // Our own are no messages: a write to a closed pipe raises SIGPIPE.
        if (signal.sender == Sender::process && signal.pid == ::getpid()) continue;
        return signal;
    }
    return std::nullopt;
}

// SIGCONT is blocked while this runs, also when the caller ignores it, so one that comes is pending
// afterwards: proof that there was a stop and that it is over. In an orphaned process group the kernel drops
// the stop, and there is none. An agent that stops the group again as soon as it goes on takes the SIGCONT
// away with that, but then its own stop is pending: this one's kind, which was delivered here, or one that
// was not pending before.
bool PosixSignals::stop_self(int signal)
{
    sigset_t continuation = only(SIGCONT);
    sigset_t mask_before;
    ::sigprocmask(SIG_BLOCK, &continuation, &mask_before);
    const bool had_tstp = is_pending(SIGTSTP);
    const bool had_ttin = is_pending(SIGTTIN);
    const bool had_ttou = is_pending(SIGTTOU);
    const auto is_new = [signal](int stop, bool was_pending) {
        return is_pending(stop) && (stop == signal || !was_pending);
    };
    // Raising a stop would discard a SIGCONT that waits already, and with it the only one that was to come.
    if (!is_pending(SIGCONT)) {
        struct sigaction by_default {};
        struct sigaction action_before {};
        by_default.sa_handler = SIG_DFL;
        ::sigaction(signal, &by_default, &action_before);
        ::raise(signal);
        sigset_t stop = only(signal);
        sigset_t blocked;
        // ctask stops before this call returns.
        ::sigprocmask(SIG_UNBLOCK, &stop, &blocked);
        ::sigprocmask(SIG_SETMASK, &blocked, nullptr);
        ::sigaction(signal, &action_before, nullptr);
    }
    const bool continued = is_pending(SIGCONT) || is_new(SIGTSTP, had_tstp) || is_new(SIGTTIN, had_ttin) ||
                           is_new(SIGTTOU, had_ttou);
    ::sigprocmask(SIG_SETMASK, &mask_before, nullptr);
    return continued;
}

void PosixSignals::take_continuation()
{
    const sigset_t continuation = only(SIGCONT);
    const timespec at_once{};
    while (::sigtimedwait(&continuation, nullptr, &at_once) < 0 && errno == EINTR) {
    }
}

bool PosixSignals::leads_session() const
{
    return ::getsid(0) == ::getpid();
}

bool PosixSignals::in_our_group(pid_t pid) const
{
    return pid > 0 && ::getpgid(pid) == ::getpgrp();
}

bool PosixSignals::is_our_shell(pid_t pid) const
{
    return pid > 0 && (pid == ::getppid() || pid == ::getsid(0));
}

} // namespace ctask
