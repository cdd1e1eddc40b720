// Points in time as files have them, and durations as people type them.
#include "fuzz/claim.hpp"
#include "fuzz/targets.hpp"

#include "base/text.hpp"
#include "base/times.hpp"

#include <chrono>

namespace ctask::fuzz {

namespace {

using std::chrono::floor;
using std::chrono::milliseconds;

void claim_shown(const std::string& told)
{
    claim(!told.empty() && visible(told) == told, "a time is told in one line");
}

void claim_good_time(WallTime time)
{
    claim(parse_time(format_time_exactly(time)) == time, "a time is read as it was written");
    claim(parse_time(format_time(time)) == floor<Seconds>(time), "a time is written in whole seconds");
    claim(format_time_compactly(time).size() == std::string_view("20261123T070405Z").size(),
          "a compact time has its length");
    const WallTime now(std::chrono::sys_days(std::chrono::year(2026) / 11 / 23));
    claim_shown(format_local_date(time));
    claim_shown(format_local_minute(time));
    claim_shown(format_since(time, now));
    claim_shown(describe_age(time, now));
    claim_shown(describe_age(now, time));
}

void claim_good_duration(Nanoseconds length)
{
    claim(length >= Nanoseconds(0) && length <= std::chrono::years(10), "a duration has its bounds");
    claim_shown(describe_duration(length));
    const auto whole = floor<milliseconds>(length);
    claim(parse_duration(std::to_string(whole.count()) + "ms") == whole, "a duration can be typed");
    const auto seconds = floor<Seconds>(length);
    claim(parse_duration(std::to_string(seconds.count())) == seconds, "a bare number is seconds");
}

} // namespace

void try_times(std::string_view bytes)
{
    if (const auto time = parse_time(bytes)) claim_good_time(*time);
    if (const auto length = parse_duration(bytes)) claim_good_duration(*length);
}

} // namespace ctask::fuzz
