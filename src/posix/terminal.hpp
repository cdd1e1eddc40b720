// The controlling terminal.
#pragma once

#include "base/unique_fd.hpp"
#include "posix/signals.hpp"
#include "posix/startup.hpp"
#include "world/terminal.hpp"

#include <optional>
#include <termios.h>

namespace asio {
class io_context;
}

namespace ctask {

class PosixTerminal : public Terminal {
  public:
    /// `signals` is borrowed: a question from the background stops ctask by it.
    PosixTerminal(asio::io_context& context, PosixSignals& signals, const CallerSignals& caller)
        : context_(context), signals_(signals), stops_for_input_(!caller.ignores(SIGTTIN))
    {
    }

    bool can_ask() const override;
    Task<std::optional<std::string>> ask(std::string question) override;
    std::unique_ptr<Screen> screen() override;
    void remember() override;
    void give_back(bool reset_screen) override;
    bool has_hung_up() const override;

  private:
    bool wait_for_foreground(int terminal);
    bool may_give_back() const;

    asio::io_context& context_;
    PosixSignals& signals_;
    bool stops_for_input_;

    /// Remembered; open only when ctask was in the foreground then.
    UniqueFd remembered_terminal_;
    termios remembered_modes_{};
};

} // namespace ctask
