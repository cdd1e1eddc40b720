// The clock, by its own measure.
#include "posix/clock.hpp"

#include "async/combine.hpp"
#include "base/time_bounds.hpp"
#include "support/doctest.hpp"

#include <asio/io_context.hpp>

namespace ctask {

namespace {

using std::chrono::milliseconds;

Task<> race(Clock& clock, Nanoseconds left, Nanoseconds right, std::size_t& winner)
{
    winner = co_await first_of(clock.sleep(left), clock.sleep(right));
}

} // namespace

TEST_CASE("a sleep ends when its time has come, and not before")
{
    asio::io_context context;
    PosixClock clock(context);
    const BootTime deadline = clock.since_boot() + milliseconds(20);

    run_to_completion(context, clock.sleep_until(deadline));

    CHECK(clock.since_boot() >= deadline);
    CHECK(clock.since_boot() < deadline + Seconds(5));
}

TEST_CASE("a deadline that has passed is no wait")
{
    asio::io_context context;
    PosixClock clock(context);

    const BootTime before = clock.since_boot();
    run_to_completion(context, clock.sleep_until(BootTime(0)));
    context.restart();
    run_to_completion(context, clock.sleep(-Seconds(1)));

    CHECK(clock.since_boot() - before < Seconds(1));
}

TEST_CASE("a cancelled sleep leaves nothing behind")
{
    asio::io_context context;
    PosixClock clock(context);
    std::size_t winner = 9;

    run_to_completion(context, race(clock, Seconds(1000), milliseconds(5), winner));

    CHECK(winner == 1);
    CHECK(context.stopped());
}

TEST_CASE("times survive the way through timespec")
{
    for (const std::int64_t count : {0LL, 1LL, 999'999'999LL, 1'000'000'000LL, 1'764'000'000'123'456'789LL})
        CHECK(from_timespec(to_timespec(Nanoseconds(count))).count() == count);
}

TEST_CASE(
    "times that file systems know and nanoseconds cannot tell become the first or the last that they can")
{
    CHECK(WallTime(from_timespec({17'000'000'000, 5})) == kLastTime);
    CHECK(WallTime(from_timespec({-17'000'000'000, 5})) == kFirstTime);
}

} // namespace ctask
