// The terminal that the user and the agent share: asked at times, otherwise given back as it was.
#pragma once

#include "async/task.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// The whole terminal for a while: an alternate screen without a cursor, keys one by one and not echoed.
/// Signals still come from its keys.
class Screen {
  public:
    /// Leaves it.
    virtual ~Screen() = default;
    /// Of the terminal as it is now; 0 when it does not know.
    virtual std::size_t columns() const = 0;
    virtual std::size_t rows() const = 0;

    /// Takes the terminal. From the background it first stops ctask until it is in the foreground, as a
    /// shell's job does; false when nobody can bring it there.
    virtual bool enter() = 0;
    /// Puts everything back as enter() found it. Nothing happens when that was done already, or from the
    /// background; never throws.
    virtual void leave() = 0;
    /// Shows these lines, each no wider than the screen, in the place of all that was there. Waits while the
    /// terminal takes nothing.
    virtual Task<> show(std::vector<std::string> lines) = 0;
    /// Completes when there may be a key; takes nothing, so it may be cancelled without loss.
    virtual Task<> key_ready() = 0;
    /// The next key that waits, a byte; nothing when none does. Throws std::system_error when the terminal is
    /// gone.
    virtual std::optional<char> take_key() = 0;
};

class Terminal {
  public:
    virtual ~Terminal() = default;
    /// Whether stdin and stderr are both terminals, so that a question reaches somebody.
    virtual bool can_ask() const = 0;
    /// Writes the question to the terminal and reads one line, without its line feed; nothing at the end of
    /// input. In the background it stops until it is in the foreground, as a shell's job does. Ends by
    /// exception when cancelled.
    virtual Task<std::optional<std::string>> ask(std::string question) = 0;

    /// The screen, not yet entered; null where there is no controlling terminal.
    virtual std::unique_ptr<Screen> screen() = 0;

    /// Remembers modes and foreground process group: what the shell expects to find again. Does nothing from
    /// the background, and nothing when they have been remembered before.
    virtual void remember() = 0;
    /// Puts back what was remembered, when ctask had the foreground then and its input and output are that
    /// terminal. With `reset_screen` also switches off what a killed full-screen program leaves on: mouse
    /// reports, bracketed paste, alternate screen, hidden cursor. Never from the background; never throws.
    virtual void give_back(bool reset_screen) = 0;
    /// Whether the terminal that ctask's input came from has been taken away: a closed window, a pane that is
    /// no more.
    virtual bool has_hung_up() const = 0;
};

} // namespace ctask
