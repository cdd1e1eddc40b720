// The bounds of the times that can be told, and differences that do not fit.
#include "base/time_bounds.hpp"

#include "support/doctest.hpp"

using namespace ctask;

TEST_CASE("the bounds are what is read back as it was written")
{
    for (const WallTime time : {kFirstTime, kLastTime}) {
        CHECK(parse_time(format_time_exactly(time)) == time);
        CHECK(parse_nearest_time(format_time_exactly(time)) == time);
    }
    CHECK_FALSE(parse_time("1677-12-31T23:59:59Z"));
    CHECK_FALSE(parse_time("2262-01-01T00:00:00Z"));
}

TEST_CASE("a time beyond the bounds becomes the nearest of them, and nonsense nothing")
{
    CHECK(parse_nearest_time("0001-01-01T00:00:00Z") == kFirstTime);
    CHECK(parse_nearest_time("9999-12-31T23:59:59Z") == kLastTime);
    CHECK_FALSE(parse_nearest_time("2026-13-01T00:00:00Z"));
    CHECK(nearest_time(INT64_MAX, 0) == kLastTime);
    CHECK(nearest_time(INT64_MIN, 0) == kFirstTime);
    CHECK(nearest_time(1, 5) == WallTime(Nanoseconds(1'000'000'005)));
}

TEST_CASE("a difference that does not fit is the longest there is, whichever way it goes")
{
    const WallTime now{Seconds(1'800'000'000)};
    CHECK(time_between(now, now + Seconds(5)) == Seconds(5));
    CHECK(time_between(now + Seconds(5), now) == -Seconds(5));
    CHECK(time_between(kFirstTime, kLastTime) == Nanoseconds::max());
    CHECK(time_between(kLastTime, kFirstTime) == Nanoseconds::min());
}
