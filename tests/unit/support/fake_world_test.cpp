// The test bench itself: time that passes only when nothing else can happen.
#include "support/fake_world.hpp"

#include "async/combine.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <cerrno>
#include <csignal>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

Task<> beat(World& world, int& beats, Nanoseconds interval)
{
    for (;;) {
        co_await world.clock.sleep(interval);
        ++beats;
    }
}

/// The number of the child's exit or of the signal that killed it; other signals are passed on.
Task<int> watch(World& world)
{
    const Command command;
    auto child = world.processes.start(command);
    for (;;) {
        while (const auto signal = world.signals.take())
            if (signal->number != SIGCHLD) child->send(signal->number);
        while (const auto change = child->poll()) {
            using Kind = ChildChange::Kind;
            if (change->kind == Kind::exited || change->kind == Kind::killed) co_return change->number;
        }
        co_await world.signals.ready();
    }
}

Task<int> watch_beating(World& world, int& beats, Nanoseconds interval = 30s)
{
    Task<int> watching = watch(world);
    Task<> beating = beat(world, beats, interval);
    co_return co_await beside(std::move(watching), std::move(beating), nullptr);
}

Task<> wait_until_gone(World& world, const Directory& directory, std::string name)
{
    const auto changes = world.files.watch(directory);
    for (;;) {
        const bool there = directory.stamp_of(name).has_value();
        if (!there) co_return;
        co_await first_of(changes->changed(), world.clock.sleep(1h));
    }
}

} // namespace

TEST_CASE("an hour beside a child passes at once, with every beat in it")
{
    FakeWorld world;
    int beats = 0;
    world.processes.next_child().exits_after(1h + 1s, 3);

    CHECK(world.run(watch_beating(world.world(), beats)) == 3);

    CHECK(beats == 120);
    CHECK(world.elapsed() == 1h + 1s);
}

TEST_CASE("after a suspend everything that fell due is overdue at once")
{
    FakeWorld world;
    int beats = 0;
    world.processes.next_child().exits_after(100s);
    world.at(45s, [&] { world.suspend_for(10h); });

    world.run(watch_beating(world.world(), beats));

    CHECK(world.elapsed() == 10h + 45s);
    CHECK(beats == 2);
}

TEST_CASE("a started task goes on as far as time is let pass")
{
    FakeWorld world;
    int beats = 0;
    world.processes.next_child().exits_on(SIGTERM, 143, 2s);
    const auto task = world.start(watch_beating(world.world(), beats));

    world.advance(65s);
    CHECK(beats == 2);
    CHECK_FALSE(task.ended());
    world.signals.push(SIGTERM, 77);
    world.finish();

    CHECK(task.result() == 143);
    CHECK(world.elapsed() == 67s);
    CHECK(world.processes.child().signals() == std::vector<int>{SIGTERM});
}

TEST_CASE("two worlds on one machine share time and processes")
{
    FakeWorld one;
    FakeWorld two(one, 4100);
    one.processes.next_child().exits_after(5s, 1);
    two.processes.next_child().exits_after(9s, 2);
    const auto first = one.start(watch(one.world()));

    CHECK(one.processes.find(4100).has_value());
    CHECK(two.run(watch(two.world())) == 2);

    CHECK(first.result() == 1);
    CHECK(one.elapsed() == 9s);
}

TEST_CASE("a stopped child keeps what comes until it goes on")
{
    FakeWorld world;
    world.processes.next_child().stops_after(1s, SIGTSTP);
    const auto task = world.start(watch(world.world()));
    world.advance(2s);

    world.signals.push(SIGTERM, 77);
    world.advance(1h);
    CHECK_FALSE(task.ended());
    world.signals.push(SIGCONT, 77);
    world.finish();

    CHECK(task.result() == SIGTERM);
}

TEST_CASE("a task that waits for what never comes fails its test" * doctest::should_fail())
{
    FakeWorld world;
    world.processes.next_child();
    world.run(watch(world.world()));
}

TEST_CASE("a task that only ever beats fails its test" * doctest::should_fail())
{
    FakeWorld world;
    int beats = 0;
    world.processes.next_child();
    world.run(watch_beating(world.world(), beats, 24h));
}

TEST_CASE("a watch of a real directory wakes at the virtual time of the change")
{
    const ScratchDir scratch;
    scratch.write_file("session.json", "{}");
    FakeWorld world;
    const auto directory = world.files.open_directory(scratch.path());
    world.at(30s, [&] { scratch.remove("session.json"); });

    world.run(wait_until_gone(world.world(), *directory, "session.json"));

    CHECK(world.elapsed() == 30s);
}

TEST_CASE("an injected fault hits the named file and no other")
{
    const ScratchDir scratch;
    FakeWorld world;
    const auto directory = world.files.open_directory(scratch.path());
    world.files.faults().fail(Touch::write, "session.json", ENOSPC);

    CHECK_THROWS_AS(directory->write("session.json", "x", Durability::buffered, kPrivateFile),
                    std::system_error);
    directory->write("other.json", "x", Durability::buffered, kPrivateFile);

    CHECK_FALSE(scratch.exists("session.json"));
    CHECK(scratch.read_file("other.json") == "x");
}
