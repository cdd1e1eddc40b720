// Many times, one after the other, as lists of files have them: of most the day is known from the one
// before, of many the second.
#pragma once

#include "base/times.hpp"

#include <array>
#include <cstddef>

namespace ctask {

/// Remembers one second and how it is written, which tells of its day too.
class KnownSecond {
  public:
    /// "2026-11-23T" and "2026-11-23T07:04:05"
    static constexpr std::size_t kDayLength = 11;
    static constexpr std::size_t kLength = 19;
    using Second = std::chrono::sys_seconds;

    bool is(Second second) const { return is_known_ && second == second_; }
    bool is_on_day_of(Second second) const
    {
        return is_known_ && second >= midnight_ && second < midnight_ + std::chrono::days(1);
    }
    bool is_written_as(std::string_view text) const { return is_known_ && text == written(); }
    bool is_day_written_as(std::string_view text) const
    {
        return is_known_ && text == written().substr(0, kDayLength);
    }
    Second second() const { return second_; }
    Second midnight() const { return midnight_; }
    std::string_view written() const { return {written_.data(), kLength}; }
    /// `written` has kLength bytes.
    void set(Second second, std::string_view written);
    /// Another one of the same day.
    void set_on_same_day(Second second);

  private:
    Second second_{};
    Second midnight_{};
    std::array<char, kLength> written_{};
    bool is_known_ = false;
};

/// Writes each as format_time_exactly() does.
class TimesWriter {
  public:
    /// With nine digits behind the second, and a Z.
    static constexpr std::size_t kLongest = KnownSecond::kLength + 11;
    /// To where kLongest bytes may be written; returns the place behind them.
    char* write(char* at, WallTime time);

  private:
    KnownSecond known_;
};

/// Reads each as parse_nearest_time() does.
class TimesReader {
  public:
    std::optional<WallTime> read(std::string_view text);

  private:
    bool find_on_known_day(std::string_view text);

    KnownSecond known_;
};

} // namespace ctask
