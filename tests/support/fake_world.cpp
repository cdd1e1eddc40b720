// FakeWorld: the loop that runs what can run and otherwise moves the time.
#include "support/fake_world.hpp"

#include "support/doctest.hpp"

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <unistd.h>

namespace ctask {

namespace {

/// Beyond this a task only ever waits again: a heartbeat beside a child that nothing ends.
constexpr Nanoseconds kForEver = std::chrono::hours(24 * 60);

Host make_host(pid_t pid)
{
    Host host;
    host.hostname = "testhost";
    host.boot_id = "7b1f5a52-0000-4000-8000-000000000001";
    host.pid_namespace = "pid:[4026531836]";
    host.user = "tester";
    host.uid = ::getuid();
    host.pid = pid;
    host.start_ticks = 90'000 + static_cast<std::uint64_t>(pid);
    return host;
}

} // namespace

FakeMachine::FakeMachine() : context(std::make_unique<asio::io_context>(1)) {}
FakeMachine::~FakeMachine() = default;

FakeWorld::FakeWorld() : FakeWorld(std::make_shared<FakeMachine>(), 4000) {}

FakeWorld::FakeWorld(const FakeWorld& neighbour, pid_t pid) : FakeWorld(neighbour.machine_, pid) {}

FakeWorld::FakeWorld(std::shared_ptr<FakeMachine> machine, pid_t pid)
    : machine_(std::move(machine)), clock(*machine_->context, machine_->timeline),
      files(*machine_->context, machine_->timeline), signals(*machine_->context),
      processes(machine_->timeline, machine_->processes, signals), terminal(*machine_->context, clock),
      host(make_host(pid)), world_{*machine_->context,
                                   clock,
                                   files,
                                   processes,
                                   signals,
                                   terminal,
                                   [this]() -> const Host& { return host; },
                                   environment}
{
    processes.table().add(host.pid, host.start_ticks, "ctask");
}

FakeWorld::~FakeWorld() = default;

Task<bool> FakeWorld::with_value(Task<> task)
{
    co_await std::move(task);
    co_return true;
}

void FakeWorld::spawn(Task<> task)
{
    ++machine_->running;
    auto ended = [machine = machine_.get()](const std::exception_ptr&) { --machine->running; };
    asio::co_spawn(*machine_->context, std::move(task), ended);
    go_on_until_idle();
}

void FakeWorld::go_on_until_idle()
{
    do {
        machine_->context->restart();
        while (machine_->context->poll() != 0) {
        }
    } while (machine_->timeline->do_one_due());
}

void FakeWorld::finish()
{
    go_on_until_idle();
    while (machine_->running > 0) {
        const auto next = machine_->timeline->next();
        if (!next) FAIL("nothing will ever happen again, but a task still waits");
        if (*next > elapsed() + kForEver) FAIL("a task waits for what is due in months");
        if (elapsed() > kForEver) FAIL("a task goes on for ever");
        machine_->timeline->jump_to(*next);
        go_on_until_idle();
    }
    REQUIRE_MESSAGE(machine_->context->stopped(), "work is left over that nobody waits for");
}

void FakeWorld::at(Nanoseconds since_start, std::function<void()> action)
{
    machine_->timeline->schedule(since_start, std::move(action));
}

void FakeWorld::after(Nanoseconds from_now, std::function<void()> action)
{
    at(elapsed() + from_now, std::move(action));
}

void FakeWorld::advance(Nanoseconds length)
{
    const Nanoseconds end = elapsed() + length;
    go_on_until_idle();
    for (auto next = machine_->timeline->next(); next && *next <= end; next = machine_->timeline->next()) {
        machine_->timeline->jump_to(*next);
        go_on_until_idle();
    }
    machine_->timeline->jump_to(end);
}

void FakeWorld::suspend_for(Nanoseconds length)
{
    machine_->timeline->jump_to(elapsed() + length);
}

} // namespace ctask
