// The times that can be told: between which two they lie, and how far apart they are.
#pragma once

#include "base/times.hpp"

#include <algorithm>

namespace ctask {

/// What parse_time takes: the years 1678 to 2261, over which nanoseconds can count.
inline constexpr WallTime kFirstTime =
    std::chrono::sys_days(std::chrono::year(1678) / std::chrono::January / 1);
inline constexpr WallTime kLastTime =
    WallTime(std::chrono::sys_days(std::chrono::year(2262) / std::chrono::January / 1)) - Nanoseconds(1);

/// The nearest of those times to a number of seconds, and nanoseconds up to a second, since 1970. File
/// systems know times far beyond.
constexpr WallTime nearest_time(std::int64_t seconds, std::int64_t nanoseconds)
{
    constexpr auto kFirst = std::chrono::floor<Seconds>(kFirstTime).time_since_epoch().count();
    constexpr auto kLast = std::chrono::floor<Seconds>(kLastTime).time_since_epoch().count();
    if (seconds < kFirst) return kFirstTime;
    if (seconds > kLast) return kLastTime;
    return WallTime(Seconds(seconds)) + Nanoseconds(nanoseconds);
}

/// From the earlier to the later, which need not fit: then the longest that there is, either way.
constexpr Nanoseconds time_between(WallTime earlier, WallTime later)
{
    std::int64_t difference = 0;
    const std::int64_t from = earlier.time_since_epoch().count();
    const std::int64_t to = later.time_since_epoch().count();
    if (!__builtin_sub_overflow(to, from, &difference)) return Nanoseconds(difference);
    return to > from ? Nanoseconds::max() : Nanoseconds::min();
}

/// As parse_time, but years before or after those that can be told become the first or the last of these
/// times. For modification times, which are compared and never counted with.
std::optional<WallTime> parse_nearest_time(std::string_view text);

} // namespace ctask
