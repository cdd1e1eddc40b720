// The date is left to base/times, and so is whatever is written in another way than ours.
#include "base/times_in_row.hpp"

#include "base/time_bounds.hpp"

#include <algorithm>

namespace ctask {

namespace {

using std::chrono::floor;
using std::chrono::sys_days;

constexpr std::string_view kClock = "07:04:05";
constexpr std::size_t kFractionDigits = 9;

void put_two_digits(char* at, int number)
{
    at[0] = static_cast<char>('0' + number / 10);
    at[1] = static_cast<char>('0' + number % 10);
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

} // namespace

void KnownDay::set(sys_days day, std::string_view written)
{
    day_ = day;
    written.copy(written_.data(), kLength);
    is_known_ = true;
}

void TimesWriter::append(std::string& text, WallTime time)
{
    const sys_days day = floor<std::chrono::days>(time);
    if (!known_.is(day)) known_.set(day, format_time(time).substr(0, KnownDay::kLength));
    const auto seconds = static_cast<int>(Seconds(floor<Seconds>(time) - day).count());
    auto fraction = static_cast<int>((time.time_since_epoch() % Seconds(1)).count());
    if (fraction < 0) fraction += 1'000'000'000;

    std::array<char, KnownDay::kLength + kClock.size() + sizeof '.' + kFractionDigits + sizeof 'Z'> bytes;
    known_.written().copy(bytes.data(), KnownDay::kLength);
    char* at = bytes.data() + KnownDay::kLength;
    put_two_digits(at, seconds / 3600);
    at[2] = ':';
    put_two_digits(at + 3, seconds / 60 % 60);
    at[5] = ':';
    put_two_digits(at + 6, seconds % 60);
    at += kClock.size();
    if (fraction != 0) {
        *at++ = '.';
        for (std::size_t digit = kFractionDigits; digit-- > 0; fraction /= 10)
            at[digit] = static_cast<char>('0' + fraction % 10);
        at += kFractionDigits;
        while (at[-1] == '0') --at;
    }
    *at++ = 'Z';
    text.append(bytes.data(), at);
}

std::optional<WallTime> TimesReader::read(std::string_view text)
{
    if (known_.is_written_as(text.substr(0, KnownDay::kLength)))
        if (const std::optional<WallTime> time = read_on_known_day(text)) return time;

    const std::optional<WallTime> time = parse_nearest_time(text);
    // With an offset, or too far away to be told, it lies on another day than is written.
    if (time && text.ends_with('Z') && *time > kFirstTime && *time < kLastTime)
        known_.set(floor<std::chrono::days>(*time), text.substr(0, KnownDay::kLength));
    return time;
}

/// Nothing for what is written in another way than ours; that may be a time all the same.
std::optional<WallTime> TimesReader::read_on_known_day(std::string_view text) const
{
    std::string_view rest = text.substr(KnownDay::kLength);
    if (rest.size() <= kClock.size() || rest[2] != ':' || rest[5] != ':') return std::nullopt;
    const int hour = two_digits(rest.data());
    const int minute = two_digits(rest.data() + 3);
    const int second = two_digits(rest.data() + 6);
    if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
    rest.remove_prefix(kClock.size());

    std::int64_t fraction = 0;
    if (rest.front() == '.') {
        const std::size_t digits = std::min(rest.size() - 1, kFractionDigits);
        std::size_t read = 0;
        for (; read < digits && is_digit(rest[1 + read]); ++read)
            fraction = fraction * 10 + (rest[1 + read] - '0');
        if (read == 0) return std::nullopt;
        rest.remove_prefix(1 + read);
        for (; read < kFractionDigits; ++read) fraction *= 10;
    }
    if (rest != "Z") return std::nullopt;
    const Seconds since_midnight((hour * 60 + minute) * 60 + second);
    return WallTime(known_.day()) + since_midnight + Nanoseconds(fraction);
}

} // namespace ctask
