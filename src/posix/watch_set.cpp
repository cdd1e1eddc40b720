// Wakes on changes in many directories.
#include "posix/watch_set.hpp"

#include "posix/watch.hpp"

#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>

namespace ctask {

PosixWatchSet::PosixWatchSet(asio::io_context& context) : events_(context, open_watches()) {}

bool PosixWatchSet::add(const Directory& directory, std::size_t number)
{
    const int watch = watch_directory(events_.get(), directory);
    if (watch < 0) return false;
    numbers_[watch] = number;
    return true;
}

Task<> PosixWatchSet::changed()
{
    co_await events_.readable();
}

WatchSet::Changed PosixWatchSet::take()
{
    Changed changed;
    alignas(inotify_event) char seen[16384];
    for (;;) {
        const ssize_t length = ::read(events_.get(), seen, sizeof seen);
        if (length <= 0) return changed;
        for (ssize_t at = 0; at < length;) {
            inotify_event event{};
            std::memcpy(&event, seen + at, sizeof event);
            at += static_cast<ssize_t>(sizeof event + event.len);
            if ((event.mask & IN_Q_OVERFLOW) != 0) changed.anything = true;
            const auto found = numbers_.find(event.wd);
            if (found == numbers_.end()) continue;
            changed.numbers.insert(found->second);
            // The directory is gone, and the system gives the number of its watch away again.
            if ((event.mask & IN_IGNORED) != 0) numbers_.erase(found);
        }
    }
}

} // namespace ctask
