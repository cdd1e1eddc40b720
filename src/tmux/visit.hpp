// A terminal's visit to the tmux session of a workspace: found or made, attached, left again.
#pragma once

#include "session/run.hpp"
#include "tmux/letter.hpp"
#include "tmux/server.hpp"

#include <memory>

namespace ctask {

/// A session of a workspace that runs in tmux.
struct Running {
    TmuxServer server;
    std::string tmux_session;
    std::string session_id;
    /// Where its end is told, when this visit began it.
    std::unique_ptr<Mailbox> mailbox;
};

/// The one that runs in this workspace; nothing when none does. Throws Failure for a tmux session that has
/// its name and is not ctask's, and where there is no tmux to be asked.
Task<std::optional<Running>> find_running(World& world, const Workspace& workspace);

/// Begins a session by this letter, in a tmux session of its own. When somebody else was faster it is theirs.
/// Throws Failure.
Task<Running> begin_in_tmux(World& world, Letter letter);

/// How a visit came to its end.
struct Visit {
    /// The session goes on: the terminal was detached, or its window closed.
    bool goes_on = false;
    /// What was recorded of the session; nothing when no agent ran, or that cannot be told.
    std::optional<Summary> session;
    Ending ending;
    /// An agent that has not ended with its tmux session.
    std::optional<pid_t> agent_left;
    /// What the session's ctask told of its end, when this visit began it: a line as --report has it.
    std::string report;
};

/// Attaches the terminal and completes when it is detached or the session has ended and is settled. Throws
/// Failure when tmux cannot attach it.
Task<Visit> stay(World& world, Events& events, Running running, Workspace workspace);

} // namespace ctask
