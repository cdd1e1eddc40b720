// A tmux server of the test's own.
#pragma once

#include "support/binary.hpp"

namespace ctask {

/// Without anybody's configuration, gone with this.
class Tmux {
  public:
    /// Starts with one session, "first", whose window runs `command` (a program and its arguments; none: an
    /// interactive bash without start-up files).
    explicit Tmux(const Binary& ctask, const Words& command = {});
    ~Tmux();
    Tmux(const Tmux&) = delete;
    Tmux& operator=(const Tmux&) = delete;

    /// What the command wrote; fails the test when tmux refuses.
    std::string run(const Words& command) const;
    /// Waits until the text shows in the pane.
    void expect(const std::string& target, const std::string& text) const;

  private:
    Words tmux(const Words& command) const;

    const Binary& ctask_;
};

} // namespace ctask
