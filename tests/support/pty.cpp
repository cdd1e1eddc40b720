// Pty: a master that is read whenever somebody looks.
#include "support/pty.hpp"

#include "support/doctest.hpp"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace ctask {

namespace {

UniqueFd open_master()
{
    UniqueFd master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(master);
    REQUIRE(::grantpt(master.get()) == 0);
    REQUIRE(::unlockpt(master.get()) == 0);
    ::fcntl(master.get(), F_SETFL, O_NONBLOCK);
    const winsize size{24, 80, 0, 0};
    ::ioctl(master.get(), TIOCSWINSZ, &size);
    return master;
}

std::string slave_of(const UniqueFd& master)
{
    std::array<char, 64> name{};
    REQUIRE(::ptsname_r(master.get(), name.data(), name.size()) == 0);
    return name.data();
}

Process start_on(const UniqueFd& master, const ProgramSetup& setup)
{
    const std::string slave = slave_of(master);
    return start_process(setup, {slave, slave, slave, true});
}

} // namespace

Pty::Pty(const ProgramSetup& setup) : master_(open_master()), process_(start_on(master_, setup)) {}

void Pty::type(const std::string& keys) const
{
    const auto written = ::write(master_.get(), keys.data(), keys.size());
    REQUIRE(written == static_cast<ssize_t>(keys.size()));
}

void Pty::take_what_came()
{
    if (!master_) return;
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t count = ::read(master_.get(), buffer.data(), buffer.size());
        if (count <= 0) return;
        screen_.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

void Pty::expect(const std::string& text, std::chrono::milliseconds limit)
{
    std::size_t found = std::string::npos;
    const auto shows = [&] {
        take_what_came();
        found = screen_.find(text, expected_up_to_);
        return found != std::string::npos;
    };
    const bool in_time = eventually(shows, limit);
    REQUIRE_MESSAGE(in_time, "\"", text, "\" does not show; the screen: ", screen_);
    expected_up_to_ = found + text.size();
}

const std::string& Pty::screen()
{
    take_what_came();
    return screen_;
}

void Pty::resize(unsigned short rows, unsigned short columns) const
{
    const winsize size{rows, columns, 0, 0};
    REQUIRE(::ioctl(master_.get(), TIOCSWINSZ, &size) == 0);
}

termios Pty::modes() const
{
    termios modes{};
    REQUIRE(::tcgetattr(master_.get(), &modes) == 0);
    return modes;
}

pid_t Pty::foreground_group() const
{
    return ::tcgetpgrp(master_.get());
}

ProgramResult Pty::wait(std::chrono::milliseconds limit)
{
    const auto gone = [this] {
        take_what_came();
        return ended();
    };
    const bool in_time = eventually(gone, limit);
    REQUIRE_MESSAGE(in_time, "it does not end; the screen: ", screen_);
    ProgramResult result = process_.wait(limit);
    result.out = screen();
    return result;
}

} // namespace ctask
