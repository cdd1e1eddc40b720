// The age of files.
#include "posix/file_age.hpp"

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
        return stamp.modified <= now && now - stamp.modified <= kDeadAfter;
    };
    if (is_young(here)) return false;
    WallTime there = here;
    try {
        there = directory.now_by_file_system();
    } catch (const std::system_error&) {
        return here - stamp.modified > kDeadAfter;
    }
    return !is_young(there) && (there > stamp.modified || stamp.modified - there > kDeadAfter);
}

} // namespace ctask
