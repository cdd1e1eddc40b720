// RFC 3339 by hand: exact to the nanosecond, without a locale.
#include "base/times.hpp"

#include "base/time_bounds.hpp"

#include <array>

namespace ctask {

namespace {

using std::chrono::days;
using std::chrono::floor;

/// The digits of one formatted time.
class Digits {
  public:
    template <int count>
    void add(int number)
    {
        for (std::size_t at = used_ + count; at > used_; number /= 10)
            bytes_[--at] = static_cast<char>('0' + number % 10);
        used_ += count;
    }
    void add(char character) { bytes_[used_++] = character; }
    void drop_zeros()
    {
        while (bytes_[used_ - 1] == '0') --used_;
    }
    std::string text() const { return {bytes_.data(), used_}; }

  private:
    std::array<char, sizeof "2026-11-23T07:04:05.123456789Z"> bytes_;
    std::size_t used_ = 0;
};

/// A time taken apart.
struct Fields {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

Fields fields_of(WallTime time)
{
    const auto midnight = floor<days>(time);
    const std::chrono::year_month_day date(midnight);
    const std::chrono::hh_mm_ss clock(floor<Seconds>(time) - midnight);
    return {static_cast<int>(date.year()),
            static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())),
            static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count())};
}

Digits digits_to_the_second(WallTime time)
{
    const Fields fields = fields_of(time);
    Digits digits;
    digits.add<4>(fields.year);
    digits.add('-');
    digits.add<2>(fields.month);
    digits.add('-');
    digits.add<2>(fields.day);
    digits.add('T');
    digits.add<2>(fields.hour);
    digits.add(':');
    digits.add<2>(fields.minute);
    digits.add(':');
    digits.add<2>(fields.second);
    return digits;
}

/// Takes a text apart from the left. After the first thing that does not fit, nothing fits any more.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool failed() const { return failed_; }
    bool at_end() const { return rest_.empty(); }

    /// Exactly `count` digits.
    int digits(int count)
    {
        int number = 0;
        while (count-- > 0 && !failed_) number = number * 10 + digit();
        return number;
    }
    int digit()
    {
        if (!next_is_digit()) {
            failed_ = true;
            return 0;
        }
        return take() - '0';
    }
    bool next_is_digit() const { return !failed_ && !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; }
    /// One of these characters, which it returns.
    char one_of(std::string_view allowed)
    {
        if (failed_ || rest_.empty() || allowed.find(rest_[0]) == std::string_view::npos) {
            failed_ = true;
            return 0;
        }
        return take();
    }
    bool skip(char character)
    {
        const bool there = !failed_ && rest_.starts_with(character);
        if (there) take();
        return there;
    }

  private:
    char take()
    {
        const char character = rest_[0];
        rest_.remove_prefix(1);
        return character;
    }

    std::string_view rest_;
    bool failed_ = false;
};

/// Digits beyond the ninth are dropped.
Nanoseconds read_fraction(Reader& reader)
{
    int worth = 100'000'000;
    int fraction = reader.digit() * worth;
    while (reader.next_is_digit()) fraction += reader.digit() * (worth /= 10);
    return Nanoseconds(fraction);
}

/// How far the zone's clock runs ahead of UTC.
Seconds read_offset(Reader& reader)
{
    const char sign = reader.one_of("Zz+-");
    if (sign != '+' && sign != '-') return Seconds(0);
    const int hours = reader.digits(2);
    reader.one_of(":");
    const int minutes = reader.digits(2);
    if (hours > 23 || minutes > 59) reader.one_of("");
    const Seconds offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return sign == '-' ? -offset : offset;
}

/// A time as it was written, which may be one that cannot be told.
struct Written {
    std::chrono::sys_seconds seconds;
    Nanoseconds fraction;
};

std::optional<Written> read_time(std::string_view text)
{
    Reader reader(text);
    const int year = reader.digits(4);
    reader.one_of("-");
    const int month = reader.digits(2);
    reader.one_of("-");
    const int day = reader.digits(2);
    reader.one_of("Tt");
    const int hour = reader.digits(2);
    reader.one_of(":");
    const int minute = reader.digits(2);
    reader.one_of(":");
    const int second = reader.digits(2);
    const Nanoseconds fraction = reader.skip('.') ? read_fraction(reader) : Nanoseconds(0);
    const Seconds offset = read_offset(reader);
    if (reader.failed() || !reader.at_end()) return std::nullopt;

    const std::chrono::year_month_day date(std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    // A leap second, which no clock of ours can show, becomes the second before it.
    const Seconds clock =
        std::chrono::hours(hour) + std::chrono::minutes(minute) + Seconds(second == 60 ? 59 : second);
    return Written{std::chrono::sys_days(date) + clock - offset, fraction};
}

} // namespace

std::string format_time(WallTime time)
{
    Digits digits = digits_to_the_second(time);
    digits.add('Z');
    return digits.text();
}

std::string format_time_exactly(WallTime time)
{
    Digits digits = digits_to_the_second(time);
    Nanoseconds fraction = time.time_since_epoch() % Seconds(1);
    if (fraction < Nanoseconds(0)) fraction += Seconds(1);
    if (fraction != Nanoseconds(0)) {
        digits.add('.');
        digits.add<9>(static_cast<int>(fraction.count()));
        digits.drop_zeros();
    }
    digits.add('Z');
    return digits.text();
}

std::optional<WallTime> parse_time(std::string_view text)
{
    const std::optional<Written> written = read_time(text);
    const bool can_be_told = written && written->seconds >= floor<Seconds>(kFirstTime) &&
                             written->seconds <= floor<Seconds>(kLastTime);
    if (!can_be_told) return std::nullopt;
    return WallTime(written->seconds) + written->fraction;
}

std::optional<WallTime> parse_nearest_time(std::string_view text)
{
    const std::optional<Written> written = read_time(text);
    if (!written) return std::nullopt;
    return nearest_time(written->seconds.time_since_epoch().count(), written->fraction.count());
}

std::string format_time_compactly(WallTime time)
{
    std::string text = format_time(time);
    std::erase(text, '-');
    std::erase(text, ':');
    return text;
}

} // namespace ctask
