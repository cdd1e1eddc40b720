// RFC 3339 times at the ends of what can be held, good ones and bad ones.
#include "base/times.hpp"
#include "support/doctest.hpp"

#include <limits>
#include <random>
#include <vector>

using namespace ctask;

namespace {

WallTime at(std::int64_t nanoseconds)
{
    return WallTime(Nanoseconds(nanoseconds));
}

constexpr std::int64_t kSecond = 1'000'000'000;
/// 2026-11-23T07:04:05Z.
constexpr std::int64_t kMonday = 1'795'417'445 * kSecond;
/// 1678-01-01T00:00:00Z and the last nanosecond of 2261.
constexpr std::int64_t kFirst = -9'214'560'000 * kSecond;
constexpr std::int64_t kLast = 9'214'646'400 * kSecond - 1;

} // namespace

TEST_CASE("times are written in whole seconds, exactly and compactly")
{
    struct Row {
        std::int64_t time;
        std::string_view seconds;
        std::string_view exact;
        std::string_view compact;
    };
    const std::vector<Row> rows = {
        {0, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "19700101T000000Z"},
        {kMonday, "2026-11-23T07:04:05Z", "2026-11-23T07:04:05Z", "20261123T070405Z"},
        {kMonday + 120'000'000, "2026-11-23T07:04:05Z", "2026-11-23T07:04:05.12Z", "20261123T070405Z"},
        {kMonday + 1, "2026-11-23T07:04:05Z", "2026-11-23T07:04:05.000000001Z", "20261123T070405Z"},
        {kMonday + kSecond - 1, "2026-11-23T07:04:05Z", "2026-11-23T07:04:05.999999999Z", "20261123T070405Z"},
        {-1, "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.999999999Z", "19691231T235959Z"},
        {951'782'400 * kSecond, "2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "20000229T000000Z"},
        {kFirst, "1678-01-01T00:00:00Z", "1678-01-01T00:00:00Z", "16780101T000000Z"},
        {kLast, "2261-12-31T23:59:59Z", "2261-12-31T23:59:59.999999999Z", "22611231T235959Z"},
        {std::numeric_limits<std::int64_t>::min(), "1677-09-21T00:12:43Z", "1677-09-21T00:12:43.145224192Z",
         "16770921T001243Z"},
        {std::numeric_limits<std::int64_t>::max(), "2262-04-11T23:47:16Z", "2262-04-11T23:47:16.854775807Z",
         "22620411T234716Z"},
    };
    for (const Row& row : rows) {
        CHECK(format_time(at(row.time)) == row.seconds);
        CHECK(format_time_exactly(at(row.time)) == row.exact);
        CHECK(format_time_compactly(at(row.time)) == row.compact);
    }
}

TEST_CASE("RFC 3339 times are read in all their forms")
{
    struct Row {
        std::string_view text;
        std::int64_t time;
    };
    const std::vector<Row> rows = {
        {"2026-11-23T07:04:05Z", kMonday},
        {"2026-11-23t07:04:05z", kMonday},
        {"2026-11-23T07:04:05+00:00", kMonday},
        {"2026-11-23T07:04:05-00:00", kMonday},
        {"2026-11-23T08:04:05+01:00", kMonday},
        {"2026-11-22T23:04:05-08:00", kMonday},
        {"2026-11-23T12:49:05.5+05:45", kMonday + kSecond / 2},
        {"2026-11-24T07:03:05+23:59", kMonday},
        {"2026-11-22T07:05:05-23:59", kMonday},
        {"2026-11-23T07:04:05.1Z", kMonday + 100'000'000},
        {"2026-11-23T07:04:05.120000000Z", kMonday + 120'000'000},
        {"2026-11-23T07:04:05.000000001Z", kMonday + 1},
        {"2026-11-23T07:04:05.999999999999999999999Z", kMonday + kSecond - 1},
        {"2026-11-23T08:04:05.123456789+01:00", kMonday + 123'456'789},
        {"1969-12-31T23:59:59.999999999Z", -1},
        {"2000-02-29T00:00:00Z", 951'782'400 * kSecond},
        {"2016-12-31T23:59:60Z", 1'483'228'799 * kSecond},
        {"2016-12-31T23:59:60.5Z", 1'483'228'799 * kSecond + kSecond / 2},
        {"1678-01-01T00:00:00Z", kFirst},
        {"1677-12-31T23:00:00-01:00", kFirst},
        {"2261-12-31T23:59:59.999999999Z", kLast},
        {"2262-01-01T00:59:59.999999999+01:00", kLast},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(parse_time(row.text) == at(row.time));
    }
}

TEST_CASE("what is not written as RFC 3339 has it is not read")
{
    for (const std::string_view text : {"",
                                        "2026",
                                        "2026-11-23",
                                        "2026-11-23T07:04Z",
                                        "2026-11-23T07:04:05",
                                        "2026-11-23 07:04:05Z",
                                        "2026-11-23T07:04:05Zx",
                                        " 2026-11-23T07:04:05Z",
                                        "2026-11-23T07:04:05Z\n",
                                        "2026-11-23T07:04:05.Z",
                                        "2026-11-23T07:04:05,5Z",
                                        "2026-11-23T07:04:05+0100",
                                        "2026-11-23T07:04:05+01",
                                        "2026-11-23T07:04:05+1:00",
                                        "2026-11-23T07:04:05 +01:00",
                                        "26-11-23T07:04:05Z",
                                        "02026-11-23T07:04:05Z",
                                        "+2026-11-23T07:04:05Z",
                                        "-026-11-23T07:04:05Z",
                                        "2026-1-23T07:04:05Z",
                                        "2026/11/23T07:04:05Z",
                                        "20261123T070405Z"}) {
        CAPTURE(text);
        CHECK(parse_time(text) == std::nullopt);
    }
}

TEST_CASE("days, hours and offsets that do not exist, and years that cannot be held, are not read")
{
    for (const std::string_view text :
         {"2026-11-23T07:04:05+24:00", "2026-11-23T07:04:05+01:60", "2026-11-23T24:00:00Z",
          "2026-11-23T07:60:05Z", "2026-11-23T07:04:61Z", "2026-00-23T07:04:05Z", "2026-13-23T07:04:05Z",
          "2026-11-00T07:04:05Z", "2026-11-31T07:04:05Z", "2026-02-29T07:04:05Z", "1900-02-29T07:04:05Z",
          "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
          "1677-12-31T23:59:59.999999999Z", "1678-01-01T00:00:00+00:01", "2262-01-01T00:00:00Z",
          "2261-12-31T23:59:59-00:01"}) {
        CAPTURE(text);
        CHECK(parse_time(text) == std::nullopt);
    }
}

TEST_CASE("any time comes back exactly as it was written")
{
    std::mt19937_64 random(20261123);
    std::uniform_int_distribution<std::int64_t> anywhen(kFirst, kLast);
    for (int round = 0; round < 20'000; ++round) {
        const WallTime time = at(anywhen(random));
        REQUIRE(parse_time(format_time_exactly(time)) == time);
        REQUIRE(parse_time(format_time(time)) == std::chrono::floor<Seconds>(time));
    }
}
