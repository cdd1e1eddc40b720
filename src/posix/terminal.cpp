// The controlling terminal: asked by a descriptor of its own, never by 0, 1 or 2, and given back as it was.
#include "posix/terminal.hpp"

#include "base/error.hpp"
#include "posix/question.hpp"
#include "posix/screen.hpp"
#include "posix/stdio.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace ctask {

namespace {

/// What full-screen programs switch on and a killed one leaves: alternate screen, hidden cursor, mouse
/// reports, focus reports, bracketed paste, application keys, colours. The cursor is saved first, because
/// leaving an alternate screen that is not there would move it to where it was last saved.
constexpr std::string_view kResetScreen =
    "\0337\033[?1049l\033[?25h\033[?1000l\033[?1002l\033[?1003l\033[?1006l"
    "\033[?1004l\033[?2004l\033[?1l\033>\033[0m";

bool is_in_foreground(int terminal)
{
    return ::tcgetpgrp(terminal) == ::getpgrp();
}

UniqueFd open_controlling_terminal()
{
    return UniqueFd(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
}

/// Opened anew in either case, so that O_NONBLOCK is nobody else's.
UniqueFd open_terminal_to_ask()
{
    UniqueFd terminal = open_controlling_terminal();
    if (!terminal) terminal.reset(::open("/proc/self/fd/0", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    if (!terminal) throw_errno("cannot open the terminal");
    return terminal;
}

bool is_controlling_terminal(int descriptor)
{
    return is_terminal(descriptor) && ::tcgetsid(descriptor) == ::getsid(0);
}

/// Foreground is a process group that has ended: a child that took the terminal and was killed.
bool nobody_is_in_foreground(int terminal)
{
    const pid_t group = ::tcgetpgrp(terminal);
    return group == 0 || (group > 0 && ::kill(-group, 0) != 0 && errno == ESRCH);
}

} // namespace

bool PosixTerminal::has_hung_up() const
{
    pollfd input{STDIN_FILENO, 0, 0};
    return ::poll(&input, 1, 0) == 1 && (input.revents & POLLHUP) != 0;
}

bool PosixTerminal::can_ask() const
{
    return is_terminal(STDIN_FILENO) && is_terminal(STDERR_FILENO);
}

Task<std::optional<std::string>> PosixTerminal::ask(std::string question)
{
    WaitableFd terminal(context_, open_terminal_to_ask());
    for (;;) {
        if (!wait_for_foreground(terminal.get())) co_return std::nullopt;
        QuestionLine asked(terminal);
        const Answer answer = co_await asked.put(question);
        if (answer.kind == Answer::Kind::line) co_return answer.text;
        // Moved to the background while it waited: asked again when it is back.
        const bool again = answer.kind == Answer::Kind::refused && !is_in_foreground(terminal.get());
        if (!again) co_return std::nullopt;
    }
}

/// Stops as the kernel stops a job that reads in the background; ctask has the signal blocked, and would get
/// EIO. False when there is nobody to bring it to the foreground.
bool PosixTerminal::wait_for_foreground(int terminal)
{
    const bool has_job_control = ::tcgetsid(terminal) == ::getsid(0);
    while (has_job_control && !is_in_foreground(terminal)) {
        if (!stops_for_input_ || !signals_.stop_self(SIGTTIN)) return false;
        // What continued it did not bring it here (bg): while that waits there is no stop.
        if (!is_in_foreground(terminal)) signals_.take_continuation();
    }
    return true;
}

std::unique_ptr<Screen> PosixTerminal::screen()
{
    UniqueFd terminal = open_controlling_terminal();
    if (!terminal) return nullptr;
    return std::make_unique<PosixScreen>(context_, std::move(terminal),
                                         [this](int opened) { return wait_for_foreground(opened); });
}

void PosixTerminal::remember()
{
    if (remembered_terminal_) return;
    UniqueFd terminal = open_controlling_terminal();
    if (!terminal || !is_in_foreground(terminal.get())) return;
    if (::tcgetattr(terminal.get(), &remembered_modes_) == 0) remembered_terminal_ = std::move(terminal);
}

bool PosixTerminal::may_give_back() const
{
    // In `ctask ... | less` the modes are less's business.
    return remembered_terminal_ && is_controlling_terminal(STDIN_FILENO) &&
           is_controlling_terminal(STDOUT_FILENO);
}

void PosixTerminal::give_back(bool reset_screen)
{
    if (!may_give_back()) return;
    const int terminal = remembered_terminal_.get();
    // Allowed from the background because SIGTTOU is blocked.
    if (nobody_is_in_foreground(terminal)) ::tcsetpgrp(terminal, ::getpgrp());
    if (!is_in_foreground(terminal)) return;
    // Not TCSADRAIN, which would wait for ever on a terminal whose output is held up.
    ::tcsetattr(terminal, TCSANOW, &remembered_modes_);
    if (!reset_screen) return;
    const ssize_t written = ::write(terminal, kResetScreen.data(), kResetScreen.size());
    // A terminal that is gone or takes no more needs no reset.
    static_cast<void>(written);
}

} // namespace ctask
