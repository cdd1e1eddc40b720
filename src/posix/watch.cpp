// Wakes on changes in a directory, by inotify.
#include "posix/watch.hpp"

#include "base/error.hpp"

#include <sys/eventfd.h>
#include <sys/inotify.h>

namespace ctask {

namespace {

/// Where there is no inotify (their number is limited, and some file systems have none): a descriptor in
/// which nothing ever happens.
UniqueFd watch_nothing()
{
    UniqueFd silence(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!silence) throw_errno("cannot create an eventfd");
    return silence;
}

UniqueFd watch_directory(const Directory& directory)
{
    constexpr std::uint32_t kChanges = IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE |
                                       IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    UniqueFd events(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (!events) return watch_nothing();
    // The open directory, whatever its path leads to by now.
    const std::string path = "/proc/self/fd/" + std::to_string(directory.descriptor());
    if (::inotify_add_watch(events.get(), path.c_str(), kChanges) < 0) return watch_nothing();
    return events;
}

} // namespace

PosixWatch::PosixWatch(asio::io_context& context, const Directory& directory)
    : events_(context, watch_directory(directory))
{
}

Task<> PosixWatch::changed()
{
    co_await events_.readable();
    alignas(inotify_event) char seen[4096];
    while (::read(events_.get(), seen, sizeof seen) > 0) {
    }
}

} // namespace ctask
