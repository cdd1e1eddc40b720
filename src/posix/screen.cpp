// The controlling terminal as a screen.
#include "posix/screen.hpp"

#include "base/error.hpp"
#include "posix/stdio.hpp"

#include <cerrno>
#include <poll.h>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace ctask {

namespace {

constexpr std::string_view kEnter = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J";
constexpr std::string_view kLeave = "\x1b[?25h\x1b[?1049l";

/// A terminal that takes nothing (Ctrl-S) does not keep ctask from ending.
void write_what_it_takes(int terminal, std::string_view bytes)
{
    constexpr int kPatience = 200;
    while (!bytes.empty()) {
        const ssize_t count = ::write(terminal, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
            continue;
        }
        if (errno == EINTR) continue;
        pollfd room{terminal, POLLOUT, 0};
        if (errno != EAGAIN || ::poll(&room, 1, kPatience) <= 0) return;
    }
}

} // namespace

PosixScreen::PosixScreen(asio::io_context& context, UniqueFd terminal,
                         std::function<bool(int)> wait_for_foreground)
    : terminal_(context, std::move(terminal)), wait_for_foreground_(std::move(wait_for_foreground))
{
}

PosixScreen::~PosixScreen()
{
    leave();
}

std::size_t PosixScreen::columns() const
{
    return terminal_columns(terminal_.get());
}

std::size_t PosixScreen::rows() const
{
    winsize size{};
    return ::ioctl(terminal_.get(), TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

bool PosixScreen::enter()
{
    if (modes_before_) return true;
    if (!wait_for_foreground_(terminal_.get())) return false;
    termios modes{};
    if (::tcgetattr(terminal_.get(), &modes) != 0) return false;
    modes_before_ = modes;
    modes.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    modes.c_lflag |= ISIG;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    ::tcsetattr(terminal_.get(), TCSANOW, &modes);
    write_what_it_takes(terminal_.get(), kEnter);
    return true;
}

void PosixScreen::leave()
{
    if (!modes_before_) return;
    const termios modes = *std::exchange(modes_before_, std::nullopt);
    // What is in the foreground then has made itself at home.
    if (::tcgetpgrp(terminal_.get()) != ::getpgrp()) return;
    write_what_it_takes(terminal_.get(), kLeave);
    // Keys that were meant for this screen are not for the shell.
    ::tcsetattr(terminal_.get(), TCSANOW, &modes);
    ::tcflush(terminal_.get(), TCIFLUSH);
}

Task<> PosixScreen::show(std::vector<std::string> lines)
{
    std::string frame = "\x1b[H";
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (at > 0) frame += "\r\n";
        frame += lines[at] + "\x1b[K";
    }
    frame += "\x1b[J";
    co_await write(std::move(frame));
}

Task<> PosixScreen::key_ready()
{
    co_await terminal_.readable();
}

std::optional<char> PosixScreen::take_key()
{
    char key = 0;
    const ssize_t count = ::read(terminal_.get(), &key, 1);
    if (count == 1) return key;
    if (count == 0) throw_system_error(EIO, "cannot read from the terminal");
    if (errno != EAGAIN && errno != EINTR) throw_errno("cannot read from the terminal");
    return std::nullopt;
}

Task<> PosixScreen::write(std::string bytes)
{
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = ::write(terminal_.get(), bytes.data() + written, bytes.size() - written);
        if (count > 0) {
            written += static_cast<std::size_t>(count);
            continue;
        }
        if (errno != EAGAIN && errno != EINTR) throw_errno("cannot write to the terminal");
        co_await terminal_.writable();
    }
}

} // namespace ctask
