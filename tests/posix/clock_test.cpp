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

Task<> sleep_on(Alarm& alarm, BootTime deadline, bool& rang)
{
    rang = co_await alarm.sleep_until(deadline);
}

Task<> race_an_alarm(Clock& clock, Alarm& alarm, Nanoseconds right, std::size_t& winner, bool& rang)
{
    const BootTime deadline = clock.since_boot() + Seconds(1000);
    winner = co_await first_of(sleep_on(alarm, deadline, rang), clock.sleep(right));
}

Task<> ring_later(Clock& clock, Alarm& alarm)
{
    co_await clock.sleep(milliseconds(5));
    alarm.ring();
    co_await clock.sleep(Seconds(1000));
}

Task<> ring_in_a_moment(Clock& clock, Alarm& alarm, BootTime deadline, bool& rang)
{
    co_await first_of(sleep_on(alarm, deadline, rang), ring_later(clock, alarm));
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

TEST_CASE("an alarm ends its sleep when the time has come, and a sleep after it has a time of its own")
{
    asio::io_context context;
    PosixClock clock(context);
    const std::unique_ptr<Alarm> alarm = clock.alarm();
    const BootTime began = clock.since_boot();

    for (const BootTime deadline : {began + milliseconds(20), BootTime(0), began + milliseconds(40)}) {
        const bool rang = run_to_completion(context, alarm->sleep_until(deadline));
        CHECK(rang);
        CHECK(clock.since_boot() >= deadline);
    }
    CHECK(clock.since_boot() < began + Seconds(5));
}

TEST_CASE("an alarm that is rung ends the sleep that it is in, or else the next one, and only that")
{
    asio::io_context context;
    PosixClock clock(context);
    const std::unique_ptr<Alarm> alarm = clock.alarm();
    const BootTime began = clock.since_boot();
    bool rang = false;
    std::size_t winner = 9;

    alarm->ring();
    run_to_completion(context, sleep_on(*alarm, began + Seconds(1000), rang));
    CHECK(rang);
    run_to_completion(context, ring_in_a_moment(clock, *alarm, began + Seconds(1000), rang));
    CHECK(rang);
    CHECK(clock.since_boot() < began + Seconds(5));

    run_to_completion(context, race_an_alarm(clock, *alarm, milliseconds(30), winner, rang));
    CHECK(winner == 1);
}

TEST_CASE("an alarm that is cancelled says so, throws nothing and leaves nothing behind")
{
    asio::io_context context;
    PosixClock clock(context);
    const std::unique_ptr<Alarm> alarm = clock.alarm();
    bool rang = true;
    std::size_t winner = 9;

    run_to_completion(context, race_an_alarm(clock, *alarm, milliseconds(5), winner, rang));

    CHECK(winner == 1);
    CHECK_FALSE(rang);
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
