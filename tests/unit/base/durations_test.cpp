// Lengths of time as typed and as told.
#include "base/times.hpp"
#include "support/doctest.hpp"

#include <vector>

using namespace ctask;
using namespace std::chrono_literals;

TEST_CASE("durations are read in the units that people type")
{
    struct Row {
        std::string_view text;
        Nanoseconds length;
    };
    const std::vector<Row> rows = {
        {"0", 0s},
        {"90", 90s},
        {"90s", 90s},
        {"007", 7s},
        {"1.5", 1500ms},
        {"10m", 10min},
        {"1h30m", 90min},
        {"1.5h", 90min},
        {"2d", 48h},
        {"1d2h3m4s5ms", 26h + 3min + 4s + 5ms},
        {"1h0.5m", 1h + 30s},
        {"500ms", 500ms},
        {"0.001s", 1ms},
        {"0.000000001s", 1ns},
        {"0.0000000009s", 0ns},
        {"1m500ms", 60500ms},
        {"100m", 100min},
        {"0.123456789d", 10666666569600ns},
        {"3652d", 24h * 3652},
        {"315360000000ms", 315360000s},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(parse_duration(row.text) == row.length);
    }
}

TEST_CASE("what is no number with a unit is not read as a duration")
{
    for (const std::string_view text :
         {"",       " ",    "s",   "h",    "-1",     "-1s", "+1s", " 1s",  "1s ", "1 s", "1S",
          "1H",     "1sec", "1w",  "1y",   "1us",    "1ns", ".5h", "1.h",  "1.",  ".",   "1..5h",
          "1.5.5h", "1,5h", "1e3", "0x10", "1h-30m", "inf", "nan", "1h\n", "１s"}) {
        CAPTURE(text);
        CHECK(parse_duration(text) == std::nullopt);
    }
}

TEST_CASE("units out of order and lengths of more than ten years are not read")
{
    for (const std::string_view text :
         {"1h30", "30m1h", "1h1h", "1s1m", "1ms1s", "3653d", "3652d24h", "87659h", "315569521s",
          "99999999999999999999", "9223372036854775807s"}) {
        CAPTURE(text);
        CHECK(parse_duration(text) == std::nullopt);
    }
}

TEST_CASE("a length of time is told in at most two units, rounded down")
{
    struct Row {
        Nanoseconds length;
        std::string_view text;
    };
    const std::vector<Row> rows = {
        {-5s, "0 s"},
        {0s, "0 s"},
        {999ms, "0 s"},
        {1s, "1 s"},
        {12s, "12 s"},
        {59999ms, "59 s"},
        {60s, "1 min"},
        {42min + 59s, "42 min"},
        {3599s, "59 min"},
        {1h, "1 h"},
        {3h + 5min, "3 h 5 min"},
        {3h + 59s, "3 h"},
        {24h, "24 h"},
        {47h + 59min + 59s, "47 h 59 min"},
        {48h, "2 days"},
        {24h * 12 + 23h, "12 days"},
    };
    for (const Row& row : rows) CHECK(describe_duration(row.length) == row.text);
}
