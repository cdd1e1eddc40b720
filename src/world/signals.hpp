// Signals sent to ctask, as messages: who sent what. None of them ends the program by itself.
#pragma once

#include "async/task.hpp"

#include <optional>
#include <sys/types.h>

namespace ctask {

enum class Sender { kernel, process };

struct Signal {
    int number = 0;
    Sender sender = Sender::kernel;
    /// When a process sent it.
    pid_t pid = 0;
};

class Signals {
  public:
    virtual ~Signals() = default;
    /// Completes when a signal waits (SIGCHLD included). Takes nothing, so it may be cancelled without loss.
    virtual Task<> ready() = 0;
    /// The oldest signal that waits. Signals that the caller had ignored never come.
    virtual std::optional<Signal> take() = 0;
    /// Stops ctask by the signal's default action and returns when it was continued. False when the kernel
    /// did not stop it (an orphaned process group).
    virtual bool stop_self(int signal) = 0;
    /// Whether ctask leads its session (a pane of tmux, `ssh -t host ctask`): the kernel then hangs up ctask
    /// alone.
    virtual bool leads_session() const = 0;
    virtual bool in_our_group(pid_t pid) const = 0;
    /// Whether `pid` is ctask's parent or the leader of its session: a shell that hangs up its job.
    virtual bool is_our_shell(pid_t pid) const = 0;
};

} // namespace ctask
