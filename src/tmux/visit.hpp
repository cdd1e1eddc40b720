// A terminal's visit to the tmux session of a workspace: found or made, attached, left again.
#pragma once

#include "session/run.hpp"
#include "tmux/letter.hpp"
#include "tmux/running.hpp"

namespace ctask {

/// Begins a session by this letter, in a tmux session of its own. When somebody else was faster it is theirs.
/// Throws Failure.
Task<Running> begin_in_tmux(World& world, Letter letter);

/// How a visit came to its end.
struct Visit {
    /// The tmux session goes on: the terminal was detached, or its window closed. When the session has been
    /// recorded all the same, it is other panes that go on.
    bool goes_on = false;
    /// It goes on, and no lease and no record tells of a session in it: its ctask may be asking something.
    bool without_session = false;
    /// It goes on, for tmux could not use this terminal.
    bool refused = false;
    /// The session was over when the visit began.
    bool was_over = false;
    /// What was recorded of the session, or reported; nothing when no agent ran, or that cannot be told.
    std::optional<Summary> summary;
    Ending ending;
    /// An agent that has not ended with its tmux session.
    std::optional<pid_t> agent_left;
    /// It ended together with its ctask, and nobody has recorded it yet.
    bool cut_off = false;
    /// What the session's ctask told of its end, when this visit began it: a line as --report has it.
    std::string report;
    /// What the pane showed last, raw, when the agent failed as soon as it had begun or the session was
    /// refused.
    std::vector<std::string> last_words = {};
};

/// Attaches the terminal and completes when it is detached or the session has ended and is settled.
Task<Visit> stay(World& world, Events& events, Running running, Workspace workspace);

} // namespace ctask
