// Points in time as people are told them: by the clock on their wall, or by how long ago they were.
#include "base/times.hpp"

#include <array>
#include <ctime>

namespace ctask {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

std::tm local_time(WallTime time)
{
    const std::time_t seconds = floor<Seconds>(time).time_since_epoch().count();
    std::tm local{};
    localtime_r(&seconds, &local);
    return local;
}

std::string format_local(WallTime time, const char* format)
{
    const std::tm local = local_time(time);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &local)};
}

std::chrono::sys_days local_date(WallTime time)
{
    const std::tm local = local_time(time);
    return std::chrono::year_month_day(std::chrono::year(local.tm_year + 1900),
                                       std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)),
                                       std::chrono::day(static_cast<unsigned>(local.tm_mday)));
}

} // namespace

std::string format_local_date(WallTime time)
{
    return format_local(time, "%Y-%m-%d");
}

std::string format_local_minute(WallTime time)
{
    return format_local(time, "%Y-%m-%d %H:%M");
}

std::string format_local_clock_compactly(WallTime time)
{
    return format_local(time, "%H%M%S");
}

std::string format_since(WallTime time, WallTime now)
{
    return format_local(time, local_date(time) == local_date(now) ? "%H:%M" : "%Y-%m-%d %H:%M");
}

std::string describe_age(WallTime time, WallTime now)
{
    // In seconds: the nanoseconds between two times that can be told apart need not fit their type.
    const Seconds age = floor<Seconds>(now) - floor<Seconds>(time);
    if (age <= -minutes(1)) return format_local_date(time);
    if (age < minutes(1)) return "just now";
    if (age < hours(1)) return std::to_string(floor<minutes>(age).count()) + " min ago";
    const days days_ago = local_date(now) - local_date(time);
    // The day on which summer time ends has an hour more.
    if (age < days(1) || days_ago < days(1)) return std::to_string(floor<hours>(age).count()) + " h ago";
    return days_ago == days(1) ? "yesterday" : std::to_string(days_ago.count()) + " days ago";
}

} // namespace ctask
