// Points in time and lengths of time: how they are read, written to files, and told to people.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ctask {

using Nanoseconds = std::chrono::nanoseconds;
using Seconds = std::chrono::seconds;
/// A wall-clock time, UTC, to the nanosecond.
using WallTime = std::chrono::sys_time<Nanoseconds>;
/// Time since boot, running on through suspension (CLOCK_BOOTTIME). For measuring, never for files.
using BootTime = std::chrono::duration<std::int64_t, std::nano>;

/// The second that it lies in, as sessions are timed.
inline WallTime whole_seconds(WallTime time)
{
    return std::chrono::floor<Seconds>(time);
}

/// RFC 3339 in UTC, whole seconds: 2026-11-23T07:04:05Z.
std::string format_time(WallTime time);
/// RFC 3339 in UTC with as many digits of the nanoseconds as are not zero at the end
/// (2026-11-23T07:04:05.12Z).
std::string format_time_exactly(WallTime time);
/// Any RFC 3339 time, with any offset and any number of fractional digits; nothing when it is not one
/// or lies outside the years 1678 to 2261.
std::optional<WallTime> parse_time(std::string_view text);
/// 20261123T070405Z, as session ids have it.
std::string format_time_compactly(WallTime time);

/// Local time: 2026-11-23.
std::string format_local_date(WallTime time);
/// Local time: 2026-11-23 07:04.
std::string format_local_minute(WallTime time);
/// Local time: 070405.
std::string format_local_clock_compactly(WallTime time);
/// Local time, as those two are written: 2026-11-23 (when that day began), 2026-11-23 07:04. Nothing for
/// anything else, for a day that no calendar has, and for years other than 1900 to 2200.
std::optional<WallTime> parse_local_time(std::string_view text);
/// Local time for "since ...": 07:04 when it is today by `now`, else 2026-11-22 07:04.
std::string format_since(WallTime time, WallTime now);

/// "90", "90s", "10m", "1h30m", "2d", "1.5h", "500ms"; a bare number is seconds, the longer unit stands
/// first. Nothing for anything else, for negative values and for more than ten years.
std::optional<Nanoseconds> parse_duration(std::string_view text);
/// For people: "12 s", "42 min", "3 h 5 min", from 48 hours on "2 days"; what does not fill the last unit is
/// dropped.
std::string describe_duration(Nanoseconds length);
/// For people, how long ago: "just now", "42 min ago", "3 h ago", from 24 hours on by the local calendar
/// "yesterday", "12 days ago"; for a time that has yet to come the local date, but "just now" within the
/// minute by which clocks may differ.
std::string describe_age(WallTime time, WallTime now);

} // namespace ctask
