// The terminal that the user and the agent share: asked at times, otherwise given back as it was.
#pragma once

#include "async/task.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace ctask {

class Terminal {
  public:
    virtual ~Terminal() = default;
    /// Whether stdin and stderr are both terminals, so that a question reaches somebody.
    virtual bool can_ask() const = 0;
    /// Writes the question to the terminal and reads one line, without its line feed; nothing at the end of
    /// input. In the background it stops until it is in the foreground, as a shell's job does. Ends by
    /// exception when cancelled.
    virtual Task<std::optional<std::string>> ask(std::string question) = 0;

    /// Remembers modes and foreground process group: what the shell expects to find again. Does nothing from
    /// the background, and nothing when they have been remembered before.
    virtual void remember() = 0;
    /// Puts back what was remembered, when ctask had the foreground then and its input and output are that
    /// terminal. With `reset_screen` also switches off what a killed full-screen program leaves on: mouse
    /// reports, bracketed paste, alternate screen, hidden cursor. Never from the background; never throws.
    virtual void give_back(bool reset_screen) = 0;
};

} // namespace ctask
