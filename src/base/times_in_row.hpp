// Many times, one after the other, as lists of files have them: of most the day is known from the one before.
#pragma once

#include "base/times.hpp"

#include <array>
#include <cstddef>

namespace ctask {

/// Remembers one day and how it is written.
class KnownDay {
  public:
    /// "2026-11-23T"
    static constexpr std::size_t kLength = 11;

    bool is(std::chrono::sys_days day) const { return is_known_ && day == day_; }
    bool is_written_as(std::string_view text) const { return is_known_ && text == written(); }
    std::chrono::sys_days day() const { return day_; }
    std::string_view written() const { return {written_.data(), kLength}; }
    /// `written` has kLength bytes.
    void set(std::chrono::sys_days day, std::string_view written);

  private:
    std::chrono::sys_days day_{};
    std::array<char, kLength> written_{};
    bool is_known_ = false;
};

/// Appends each to a text as format_time_exactly() writes it.
class TimesWriter {
  public:
    void append(std::string& text, WallTime time);

  private:
    KnownDay known_;
};

/// Reads each as parse_nearest_time() does.
class TimesReader {
  public:
    std::optional<WallTime> read(std::string_view text);

  private:
    std::optional<WallTime> read_on_known_day(std::string_view text) const;

    KnownDay known_;
};

} // namespace ctask
