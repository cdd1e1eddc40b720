// The date is left to base/times, and so is whatever is written in another way than ours.
#include "base/times_in_row.hpp"

#include "base/time_bounds.hpp"

#include <algorithm>

namespace ctask {

namespace {

using std::chrono::floor;

constexpr std::string_view kClock = "07:04:05";
constexpr int kFractionDigits = 9;

void put_two_digits(char* at, int number)
{
    at[0] = static_cast<char>('0' + number / 10);
    at[1] = static_cast<char>('0' + number % 10);
}

void put_four_digits(char* at, int number)
{
    put_two_digits(at, number / 100);
    put_two_digits(at + 2, number % 100);
}

void put_clock(char* at, Seconds since_midnight)
{
    const auto seconds = static_cast<int>(since_midnight.count());
    put_two_digits(at, seconds / 3600);
    at[2] = ':';
    put_two_digits(at + 3, seconds / 60 % 60);
    at[5] = ':';
    put_two_digits(at + 6, seconds % 60);
}

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/// What two digits say; over 99 when they are none.
int two_digits(const char* at)
{
    return is_digit(at[0]) && is_digit(at[1]) ? (at[0] - '0') * 10 + (at[1] - '0') : 100;
}

/// What stands behind the seconds, as we write it: nothing for what is written in another way, which may be a
/// time all the same.
std::optional<Nanoseconds> read_fraction(std::string_view text)
{
    std::int64_t fraction = 0;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        int read = 0;
        for (; read < kFractionDigits && !text.empty() && is_digit(text.front()); ++read) {
            fraction = fraction * 10 + (text.front() - '0');
            text.remove_prefix(1);
        }
        if (read == 0) return std::nullopt;
        for (; read < kFractionDigits; ++read) fraction *= 10;
    }
    if (text != "Z") return std::nullopt;
    return Nanoseconds(fraction);
}

} // namespace

void KnownSecond::set(Second second, std::string_view written)
{
    second_ = second;
    midnight_ = floor<std::chrono::days>(second);
    written.copy(written_.data(), kLength);
    is_known_ = true;
}

void KnownSecond::set_on_same_day(Second second)
{
    second_ = second;
    put_clock(written_.data() + kDayLength, second - midnight_);
}

char* TimesWriter::write(char* at, WallTime time)
{
    const KnownSecond::Second second = floor<Seconds>(time);
    if (!known_.is(second)) {
        if (known_.is_on_day_of(second))
            known_.set_on_same_day(second);
        else
            known_.set(second, format_time(time).substr(0, KnownSecond::kLength));
    }
    const std::string_view written = known_.written();
    at = std::copy(written.begin(), written.end(), at);
    auto fraction = static_cast<int>((time.time_since_epoch() % Seconds(1)).count());
    if (fraction < 0) fraction += 1'000'000'000;
    if (fraction != 0) {
        *at++ = '.';
        *at = static_cast<char>('0' + fraction / 100'000'000);
        put_four_digits(at + 1, fraction / 10'000 % 10'000);
        put_four_digits(at + 5, fraction % 10'000);
        at += kFractionDigits;
        while (at[-1] == '0') --at;
    }
    *at++ = 'Z';
    return at;
}

std::optional<WallTime> TimesReader::read(std::string_view text)
{
    const bool is_known =
        known_.is_written_as(text.substr(0, KnownSecond::kLength)) || find_on_known_day(text);
    if (is_known)
        if (const auto fraction = read_fraction(text.substr(KnownSecond::kLength)))
            return WallTime(known_.second()) + *fraction;

    const std::optional<WallTime> time = parse_nearest_time(text);
    // With an offset, or too far away to be told, it lies on another day than is written.
    if (time && text.ends_with('Z') && *time > kFirstTime && *time < kLastTime)
        known_.set(floor<Seconds>(*time), text.substr(0, KnownSecond::kLength));
    return time;
}

/// Makes the second that the text begins with the known one, if it is on the same day and as we write it.
bool TimesReader::find_on_known_day(std::string_view text)
{
    if (!known_.is_day_written_as(text.substr(0, KnownSecond::kDayLength))) return false;
    const std::string_view clock = text.substr(KnownSecond::kDayLength);
    if (clock.size() < kClock.size() || clock[2] != ':' || clock[5] != ':') return false;
    const int hour = two_digits(clock.data());
    const int minute = two_digits(clock.data() + 3);
    const int second = two_digits(clock.data() + 6);
    if (hour > 23 || minute > 59 || second > 59) return false;
    known_.set_on_same_day(known_.midnight() + Seconds((hour * 60 + minute) * 60 + second));
    return true;
}

} // namespace ctask
