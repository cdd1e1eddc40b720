// The first and the last act of the process: what it takes over from its caller, and ending by a signal.
#pragma once

#include <csignal>

namespace ctask {

/// How the caller had set the process up, for the child to find the same.
struct CallerSignals {
    sigset_t mask{};
    sigset_t ignored{};
    /// What ctask blocks and receives as messages: all but those that the caller ignores.
    sigset_t received{};

    bool ignores(int signal) const { return sigismember(&ignored, signal) == 1; }
};

/// To be called first in main, before any thread is there. From here on no signal but KILL and STOP that
/// somebody sends ends or stops ctask, and no file of its own takes the place of a descriptor 0, 1 or 2 that
/// the caller closed.
CallerSignals take_over_process();

/// For a process that needs no signal as a message: they act again as the caller had set them up, those that
/// wait already at once. All but SIGPIPE, for that a reader goes away is told by the write, and SIGCHLD,
/// which when ignored would keep the end of a tool from being known.
void give_back_signals(const CallerSignals& caller);

/// Ends the process by the signal's default action, without a core dump; by status 128 + signal where that
/// action does not end a process.
[[noreturn]] void end_by_signal(int signal);

} // namespace ctask
