// The age of files.
#include "posix/file_age.hpp"

#include "base/time_bounds.hpp"
#include "posix/clock.hpp"

#include <system_error>

namespace ctask {

namespace {

/// The age at which what shows no other life is taken for dead.
constexpr Seconds kDeadAfter{10};

} // namespace

bool is_too_old(const FileStamp& stamp, Directory& directory)
{
    const WallTime here(read_clock(CLOCK_REALTIME));
    const auto is_young = [&](WallTime now) {
        return stamp.modified <= now && time_between(stamp.modified, now) <= kDeadAfter;
    };
    if (is_young(here)) return false;
    WallTime there = here;
    try {
        there = directory.now_by_file_system();
    } catch (const std::system_error&) {
        return time_between(stamp.modified, here) > kDeadAfter;
    }
    return !is_young(there) && (there > stamp.modified || time_between(there, stamp.modified) > kDeadAfter);
}

} // namespace ctask
