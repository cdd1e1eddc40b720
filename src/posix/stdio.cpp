// stdin, stdout and stderr, which are shared with the shell and the child.
#include "posix/stdio.hpp"

#include "posix/clock.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace ctask {

namespace {

/// Another writer may be faster each time that there is room, but not so often in a row.
constexpr int kMostInVain = 100;

/// As long as it takes: whoever reads may be a pager. After the first time in vain also a millisecond more,
/// for somebody else's bytes to go.
void wait_for_room(int descriptor, int in_vain)
{
    pollfd room{descriptor, POLLOUT, 0};
    ::poll(&room, 1, -1);
    if (in_vain > 1) ::poll(nullptr, 0, 1);
}

/// False when nothing came in time.
bool wait_for_input(int descriptor, BootTime deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - read_clock(CLOCK_BOOTTIME));
    if (left.count() <= 0) return false;
    pollfd input{descriptor, POLLIN, 0};
    return ::poll(&input, 1, static_cast<int>(left.count())) > 0;
}

} // namespace

bool is_terminal(int descriptor)
{
    return ::isatty(descriptor) == 1;
}

std::size_t terminal_columns(int descriptor)
{
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int write_out(int descriptor, std::string_view bytes) noexcept
{
    int in_vain = 0;
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
            in_vain = 0;
        } else if (errno == EAGAIN && in_vain < kMostInVain) {
            ++in_vain;
            wait_for_room(descriptor, in_vain);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

std::string read_in(int descriptor, std::size_t limit, Nanoseconds patience)
{
    std::string bytes;
    if (is_terminal(descriptor)) return bytes;
    const BootTime deadline = read_clock(CLOCK_BOOTTIME) + patience;
    std::array<char, 4096> buffer;
    while (bytes.size() < limit && wait_for_input(descriptor, deadline)) {
        const ssize_t count =
            ::read(descriptor, buffer.data(), std::min(buffer.size(), limit - bytes.size()));
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count <= 0) break;
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return bytes;
}

} // namespace ctask
