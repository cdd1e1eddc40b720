// times.hpp, points in time: as people are told them, by the clock on their wall or by how long ago they
// were.
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

/// 'd' stands for a digit, anything else for itself.
bool has_form(std::string_view text, std::string_view form)
{
    if (text.size() != form.size()) return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_digit = text[at] >= '0' && text[at] <= '9';
        if (form[at] == 'd' ? !is_digit : text[at] != form[at]) return false;
    }
    return true;
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

std::optional<WallTime> parse_local_time(std::string_view text)
{
    constexpr std::string_view kDate = "dddd-dd-dd";
    constexpr std::string_view kMinute = "dddd-dd-dd dd:dd";
    if (!has_form(text, kDate) && !has_form(text, kMinute)) return std::nullopt;
    const auto number = [text](std::size_t at, std::size_t digits) {
        int value = 0;
        for (std::size_t digit = at; digit < at + digits; ++digit) value = value * 10 + (text[digit] - '0');
        return value;
    };
    std::tm local{};
    local.tm_year = number(0, 4) - 1900;
    local.tm_mon = number(5, 2) - 1;
    local.tm_mday = number(8, 2);
    if (text.size() == kMinute.size()) {
        local.tm_hour = number(11, 2);
        local.tm_min = number(14, 2);
    }
    local.tm_isdst = -1;
    const bool is_year = local.tm_year >= 0 && local.tm_year <= 300;
    if (!is_year || local.tm_hour > 23 || local.tm_min > 59) return std::nullopt;
    std::tm settled = local;
    const std::time_t seconds = std::mktime(&settled);
    // A 30th of February has become another day; an hour that the clocks leave out may have moved.
    if (settled.tm_mon != local.tm_mon || settled.tm_mday != local.tm_mday) return std::nullopt;
    return WallTime(Seconds(seconds));
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
