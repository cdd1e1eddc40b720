// The process that tmux runs in its pane: it leads the terminal's session, starts the ctask that owns the
// workspace's session, and stays when that dies before its agent. Without it the agent would lose its
// terminal with its ctask.
#pragma once

#include "session/run.hpp"
#include "tmux/letter.hpp"

namespace ctask {

/// How a pane came to its end.
struct PaneOutcome {
    Ending ending;
    /// The session that was taken over, when the owner died before its agent.
    std::optional<Outcome> adopted;
};

/// Starts the owner with these words and the letter's environment, and completes when it and, after an
/// adoption, the agent have ended. `rules` are those by which the workspace's files are listed, `timeout` is
/// the session's.
Task<PaneOutcome> keep_pane(World& world, Events& events, Letter letter, std::vector<std::string> owner,
                            ScanRules rules, std::optional<Nanoseconds> timeout);

} // namespace ctask
