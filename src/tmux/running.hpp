// The session of a workspace that runs in tmux: found, and adopted when its ctask has died.
#pragma once

#include "tmux/server.hpp"
#include "workspace/workspace.hpp"

#include <memory>

namespace ctask {

/// A session of a workspace that runs in tmux.
struct Running {
    TmuxServer server;
    std::string tmux_session;
    std::string session_id;
    /// Where its end is told, when this command began or adopted it.
    std::unique_ptr<Mailbox> mailbox;
    /// The session itself has ended and is recorded: it is other panes that go on.
    bool is_over = false;
    /// A lease tells of it.
    bool is_live = true;
    /// Its ctask had died, and a new one watches it.
    bool adopted = false;
    /// Its ctask has died, and none watches it, for this reason.
    std::string problem = {};
};

/// The one that runs in this workspace; nothing when none does. Throws Failure for a tmux session that has
/// its name and is not ctask's, and where there is no tmux to be asked.
Task<std::optional<Running>> find_running(World& world, const Workspace& workspace);

/// For whoever does not look for tmux: a session whose ctask has died, when it is one that goes on in tmux
/// all the same. It is adopted, if it can be. tmux is asked only where a lease gives cause. Throws Failure
/// where there is no tmux to be asked.
Task<std::optional<Running>> adopt_orphan_in_tmux(World& world, const Workspace& workspace);

[[noreturn]] void refuse_foreign(const TmuxServer& server, const std::string& session);

} // namespace ctask
