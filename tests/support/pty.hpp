// A program on a terminal of its own, as a user sits before it.
#pragma once

#include "base/unique_fd.hpp"
#include "support/program.hpp"

#include <string>
#include <termios.h>

namespace ctask {

class Pty {
  public:
    /// The program leads a session of its own with a fresh terminal of 24 rows and 80 columns; its input is
    /// ignored.
    explicit Pty(const ProgramSetup& setup);

    void type(const std::string& keys) const;
    /// Waits until the text shows behind what was waited for before; fails the test, with the screen, when it
    /// does not.
    void expect(const std::string& text, std::chrono::milliseconds limit = kPatience);
    /// Every byte that came, up to now.
    const std::string& screen();
    void resize(unsigned short rows, unsigned short columns) const;
    /// The window is closed: the kernel hangs up.
    void close() { master_.reset(); }

    termios modes() const;
    pid_t foreground_group() const;
    pid_t pid() const { return process_.pid(); }
    bool ended() { return process_.ended(); }
    void send(int signal) const { process_.send(signal); }
    /// `out` of the result is the screen.
    ProgramResult wait(std::chrono::milliseconds limit = kPatience);

  private:
    void take_what_came();

    UniqueFd master_;
    std::string screen_;
    std::size_t expected_up_to_ = 0;
    Process process_;
};

} // namespace ctask
