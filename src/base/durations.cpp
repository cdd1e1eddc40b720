// times.hpp, lengths of time: as people type them and as they are told to people.
#include "base/text.hpp"
#include "base/times.hpp"

#include <algorithm>
#include <array>

namespace ctask {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

constexpr Nanoseconds kLongest = std::chrono::years(10);

struct Unit {
    std::string_view name;
    Nanoseconds length;
};

/// In the order in which they must stand.
constexpr std::array kUnits = {
    Unit{"d", days(1)},
    Unit{"h", hours(1)},
    Unit{"m", minutes(1)},
    Unit{"s", Seconds(1)},
    Unit{"ms", std::chrono::milliseconds(1)},
};

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/// Cuts the digits off the front of a text.
std::string_view take_digits(std::string_view& text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

/// "1", "5" and an hour: an hour and a half. Digits worth less than a nanosecond are dropped.
std::optional<Nanoseconds> multiply(std::string_view whole, std::string_view fraction, Nanoseconds unit)
{
    long long number = 0;
    if (!parse_number(whole, 0, kLongest / unit, number)) return std::nullopt;
    Nanoseconds length = number * unit;
    for (const char digit : fraction) length += (digit - '0') * (unit /= 10);
    return length;
}

} // namespace

std::optional<Nanoseconds> parse_duration(std::string_view text)
{
    const bool bare_number = text.find_first_not_of("0123456789.") == std::string_view::npos;
    if (bare_number) return parse_duration(std::string(text) + 's');

    Nanoseconds sum{0};
    auto next_unit = kUnits.begin();
    while (!text.empty()) {
        const std::string_view whole = take_digits(text);
        std::string_view fraction;
        if (text.starts_with('.')) {
            text.remove_prefix(1);
            fraction = take_digits(text);
            if (fraction.empty()) return std::nullopt;
        }
        const auto name_end = std::find_if(text.begin(), text.end(), is_digit);
        const std::string_view name = text.substr(0, static_cast<std::size_t>(name_end - text.begin()));
        const auto unit = std::find_if(next_unit, kUnits.end(),
                                       [name](const Unit& candidate) { return candidate.name == name; });
        if (unit == kUnits.end()) return std::nullopt;

        const std::optional<Nanoseconds> part = multiply(whole, fraction, unit->length);
        if (!part) return std::nullopt;
        sum += *part;
        text.remove_prefix(name.size());
        next_unit = unit + 1;
    }
    if (sum > kLongest) return std::nullopt;
    return sum;
}

std::string describe_duration(Nanoseconds length)
{
    const auto told = [](auto count, std::string_view unit) {
        return std::to_string(count.count()).append(1, ' ').append(unit);
    };
    if (length < minutes(1)) return told(std::max(floor<Seconds>(length), Seconds(0)), "s");
    if (length < hours(1)) return told(floor<minutes>(length), "min");
    // "1 day" would hide up to half of it.
    if (length >= days(2)) return told(floor<days>(length), "days");
    const std::string whole_hours = told(floor<hours>(length), "h");
    const auto rest = floor<minutes>(length % hours(1));
    return rest.count() == 0 ? whole_hours : whole_hours + ' ' + told(rest, "min");
}

} // namespace ctask
