// Times as people in a given zone are told them.
#include "base/times.hpp"
#include "support/doctest.hpp"

#include <cstdlib>
#include <ctime>
#include <vector>

using namespace ctask;

namespace {

/// The local zone for the length of a test. POSIX zone strings need no zone files.
class LocalZone {
  public:
    explicit LocalZone(const char* zone)
    {
        const char* before = std::getenv("TZ");
        if (before) before_ = before;
        ::setenv("TZ", zone, 1);
        ::tzset();
    }
    ~LocalZone()
    {
        if (before_) {
            ::setenv("TZ", before_->c_str(), 1);
        } else {
            ::unsetenv("TZ");
        }
        ::tzset();
    }
    LocalZone(const LocalZone&) = delete;
    LocalZone& operator=(const LocalZone&) = delete;

  private:
    std::optional<std::string> before_;
};

constexpr const char* kBerlin = "CET-1CEST,M3.5.0,M10.5.0/3";

WallTime time_of(std::string_view text)
{
    const std::optional<WallTime> time = parse_time(text);
    REQUIRE(time);
    return *time;
}

} // namespace

TEST_CASE("local forms follow the zone across midnight and summer time")
{
    const LocalZone zone(kBerlin);
    const WallTime winter = time_of("2026-11-22T23:04:05.9Z");
    const WallTime summer = time_of("2026-07-01T10:00:00Z");

    CHECK(format_local_date(winter) == "2026-11-23");
    CHECK(format_local_minute(winter) == "2026-11-23 00:04");
    CHECK(format_local_clock_compactly(winter) == "000405");
    CHECK(format_local_minute(summer) == "2026-07-01 12:00");
    CHECK(format_local_minute(time_of("1969-12-31T22:59:59.5Z")) == "1969-12-31 23:59");
}

TEST_CASE("a time of today by the local calendar is told without its date")
{
    const LocalZone zone(kBerlin);
    const WallTime now = time_of("2026-11-23T13:00:00Z");

    CHECK(format_since(time_of("2026-11-23T06:04:00Z"), now) == "07:04");
    CHECK(format_since(time_of("2026-11-22T23:00:00Z"), now) == "00:00");
    CHECK(format_since(time_of("2026-11-22T22:59:00Z"), now) == "2026-11-22 23:59");
    CHECK(format_since(time_of("2025-11-23T06:04:00Z"), now) == "2025-11-23 07:04");
}

TEST_CASE("an age is told in the largest unit that fits, days by the local calendar")
{
    const LocalZone zone(kBerlin);
    const WallTime now = time_of("2026-11-23T09:00:00Z");
    struct Row {
        std::string_view time;
        std::string_view age;
    };
    const std::vector<Row> rows = {
        {"2026-11-23T09:00:00Z", "just now"},     {"2026-11-23T08:59:01Z", "just now"},
        {"2026-11-23T08:59:00Z", "1 min ago"},    {"2026-11-23T08:18:00Z", "42 min ago"},
        {"2026-11-23T08:00:01Z", "59 min ago"},   {"2026-11-23T08:00:00Z", "1 h ago"},
        {"2026-11-23T05:30:00Z", "3 h ago"},      {"2026-11-22T09:00:01Z", "23 h ago"},
        {"2026-11-22T09:00:00Z", "yesterday"},    {"2026-11-21T23:00:00Z", "yesterday"},
        {"2026-11-21T22:59:59Z", "2 days ago"},   {"2026-11-11T12:00:00Z", "12 days ago"},
        {"2025-11-23T09:00:00Z", "365 days ago"}, {"2026-11-23T09:00:00.9Z", "just now"},
        {"2026-11-23T09:00:59Z", "just now"},     {"2026-11-23T09:01:00Z", "2026-11-23"},
        {"2026-11-24T23:30:00Z", "2026-11-25"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.time);
        CHECK(describe_age(time_of(row.time), now) == row.age);
    }
}

TEST_CASE("ages longer than nanoseconds can count are told all the same")
{
    const LocalZone zone("UTC0");
    const WallTime first = time_of("1678-01-01T00:00:00Z");
    const WallTime last = time_of("2261-12-31T23:59:59Z");

    CHECK(describe_age(first, last) == "213300 days ago");
    CHECK(describe_age(last, first) == "2261-12-31");
}

TEST_CASE("on the day of 25 hours today is not called yesterday")
{
    const LocalZone zone(kBerlin);
    const WallTime midnight = time_of("2026-10-24T22:00:00Z");
    const WallTime late = midnight + std::chrono::minutes(24 * 60 + 30);

    CHECK(describe_age(midnight, late) == "24 h ago");
    CHECK(format_since(midnight, late) == "00:00");
}

TEST_CASE("a local date or minute is read as it is written")
{
    const LocalZone zone("CET-1CEST,M3.5.0,M10.5.0/3");

    CHECK(parse_local_time("2026-11-22") == parse_time("2026-11-21T23:00:00Z"));
    CHECK(parse_local_time("2026-07-01 14:30") == parse_time("2026-07-01T12:30:00Z"));
    CHECK(parse_local_time("2024-02-29").has_value());
    for (const char* text : {"", "2026", "2026-1-1", "2026-11-22 ", "2026-11-22 7:04", "2026-11-22T07:04",
                             "2026-02-30", "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-22 24:00",
                             "2026-11-22 10:60", "1026-11-22", "9026-11-22"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_local_time(text).has_value());
    }
}
