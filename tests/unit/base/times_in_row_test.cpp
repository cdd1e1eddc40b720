// Times one after the other are what each of them is by itself.
#include "base/times_in_row.hpp"

#include "base/time_bounds.hpp"
#include "support/doctest.hpp"

#include <array>
#include <string>
#include <vector>

using namespace ctask;

namespace {

const WallTime kMidnight = std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 23);

const std::vector<const char*> kTexts = {"2026-11-23T07:04:05Z",
                                         "2026-11-23T07:04:05Z",
                                         "2026-11-23T07:04:05.5Z",
                                         "2026-11-23T00:00:00.000000001Z",
                                         "2026-11-23T23:59:59.999999999Z",
                                         "2026-11-23T23:59:59.9999999999Z",
                                         "2026-11-23T23:59:60Z",
                                         "2026-11-23T24:00:00Z",
                                         "2026-11-23T07:60:00Z",
                                         "2026-11-23T07:04:61Z",
                                         "2026-11-23T07:04:5Z",
                                         "2026-11-23T7:04:05Z",
                                         "2026-11-23T07.04:05Z",
                                         "2026-11-23T07:04.05Z",
                                         "2026-11-23T07:04:05",
                                         "2026-11-23T07:04:05.Z",
                                         "2026-11-23T07:04:05.5",
                                         "2026-11-23T07:04:05ZZ",
                                         "2026-11-23T07:04:05.5xZ",
                                         "2026-11-23T-1:04:05Z",
                                         "2026-11-23T07:04:05z",
                                         "2026-11-23T07:04:05+01:00",
                                         "2026-11-23T00:04:05+01:00",
                                         "2026-11-23T07:04:05Z",
                                         "2026-11-23T23:04:05-01:00",
                                         "2026-11-23t07:04:05Z",
                                         "2026-11-23t07:04:06Z",
                                         "2026-11-22T07:04:05Z",
                                         "2026-11-23T07:04:05Z",
                                         "2026-11-23T",
                                         "2026-11-23",
                                         "",
                                         "2026-02-30T00:00:00Z",
                                         "2026-02-30T00:00:00Z",
                                         "0001-01-01T00:00:00Z",
                                         "0001-01-01T00:00:01Z",
                                         "9999-12-31T23:59:59Z",
                                         "9999-12-31T00:00:00Z",
                                         "1678-01-01T00:00:00Z",
                                         "1678-01-01T00:00:01Z",
                                         "2261-12-31T23:59:59.999999999Z",
                                         "2261-12-31T00:00:00Z",
                                         "2026-11-23T07:04:05Z"};

} // namespace

TEST_CASE("times in a row are written as each by itself")
{
    TimesWriter writer;
    for (const WallTime time :
         {kMidnight, kMidnight, kMidnight + Nanoseconds(1), kMidnight - Nanoseconds(1), kMidnight,
          kMidnight + std::chrono::hours(23) + std::chrono::minutes(59) + Seconds(59) +
              Nanoseconds(120'000'000),
          kMidnight + std::chrono::hours(24), kMidnight + Seconds(25445) + Nanoseconds(123'456'789),
          WallTime{}, WallTime(Nanoseconds(-1)), WallTime(Seconds(-86'400)), kFirstTime, kLastTime,
          WallTime(Nanoseconds::min()), WallTime(Nanoseconds::max())}) {
        std::array<char, TimesWriter::kLongest> text;
        const char* const end = writer.write(text.data(), time);
        CHECK(std::string_view(text.data(), end) == format_time_exactly(time));
    }
}

TEST_CASE("times in a row are read as each by itself, and nonsense between them is none")
{
    TimesReader reader;
    for (const char* text : kTexts) {
        CAPTURE(text);
        CHECK(reader.read(text) == parse_nearest_time(text));
    }
}
