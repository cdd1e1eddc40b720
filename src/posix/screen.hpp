// The controlling terminal as a screen, by a descriptor of its own.
#pragma once

#include "posix/waitable_fd.hpp"
#include "world/terminal.hpp"

#include <functional>
#include <optional>
#include <termios.h>

namespace ctask {

class PosixScreen : public Screen {
  public:
    /// `terminal` is non-blocking; `wait_for_foreground` stops ctask until it is there, and says whether it
    /// is.
    PosixScreen(asio::io_context& context, UniqueFd terminal, std::function<bool(int)> wait_for_foreground);
    ~PosixScreen() override;
    PosixScreen(const PosixScreen&) = delete;
    PosixScreen& operator=(const PosixScreen&) = delete;

    std::size_t columns() const override;
    std::size_t rows() const override;
    bool enter() override;
    void leave() override;
    Task<> show(std::vector<std::string> lines) override;
    Task<> key_ready() override;
    std::optional<char> take_key() override;

  private:
    Task<> write(std::string bytes);

    WaitableFd terminal_;
    std::function<bool(int)> wait_for_foreground_;
    /// As enter() found them; nothing while the screen is not ours.
    std::optional<termios> modes_before_;
};

} // namespace ctask
