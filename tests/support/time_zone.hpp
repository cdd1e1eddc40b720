// A time zone of a test's own, for as long as it lives.
#pragma once

#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

namespace ctask {

class TimeZone {
  public:
    /// As TZ has it: "UTC0", "CET-1" (east of Greenwich), "EST5".
    explicit TimeZone(const char* zone)
    {
        if (const char* before = std::getenv("TZ")) before_ = before;
        set(zone);
    }
    ~TimeZone() { set(before_ ? before_->c_str() : nullptr); }
    TimeZone(const TimeZone&) = delete;
    TimeZone& operator=(const TimeZone&) = delete;

  private:
    static void set(const char* zone)
    {
        zone ? ::setenv("TZ", zone, 1) : ::unsetenv("TZ");
        ::tzset();
    }
    std::optional<std::string> before_;
};

} // namespace ctask
