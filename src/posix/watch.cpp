// Wakes on changes in a directory, by inotify.
#include "posix/watch.hpp"

#include "base/error.hpp"

#include <sys/eventfd.h>
#include <sys/inotify.h>

namespace ctask {

UniqueFd open_watches()
{
    UniqueFd watches(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (!watches) watches.reset(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!watches) throw_errno("cannot create an eventfd");
    return watches;
}

int watch_directory(int watches, const Directory& directory)
{
    constexpr std::uint32_t kChanges = IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE |
                                       IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    const std::string path = "/proc/self/fd/" + std::to_string(directory.descriptor());
    return ::inotify_add_watch(watches, path.c_str(), kChanges);
}

PosixWatch::PosixWatch(asio::io_context& context, const Directory& directory)
    : events_(context, open_watches())
{
    watch_directory(events_.get(), directory);
}

Task<> PosixWatch::changed()
{
    co_await events_.readable();
    alignas(inotify_event) char seen[4096];
    while (::read(events_.get(), seen, sizeof seen) > 0) {
    }
}

} // namespace ctask
