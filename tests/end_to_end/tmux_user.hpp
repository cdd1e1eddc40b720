// A user at a terminal outside tmux, whose sessions run in a tmux server of the test's own.
#pragma once

#include "support/binary.hpp"

namespace ctask {

class TmuxUser {
  public:
    TmuxUser();
    ~TmuxUser();
    TmuxUser(const TmuxUser&) = delete;
    TmuxUser& operator=(const TmuxUser&) = delete;

    /// What ~/.tmux.conf has, for a server that is yet to be started.
    void configure(const std::string& lines) const;
    /// `ctask ARGUMENTS` on a terminal.
    Pty start(const Words& arguments) const { return ctask.start_on_terminal(arguments); }
    /// `ctask attach idea`, with a fake agent that says "agent is here", does `verbs`, and ends with 7 once
    /// let_end() was called.
    Pty attach(const Words& verbs = {}) const;
    void let_end() const;
    /// What `tmux COMMAND` prints; its status does not count.
    std::string tmux(const Words& command) const;
    bool session_exists() const;

    /// The workspace "idea".
    std::string workspace;
    Binary ctask;
};

/// Detaches as a user does.
inline const std::string kDetach = "\x02"
                                   "d";

} // namespace ctask
