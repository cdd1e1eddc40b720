// Waiting with an ear for signals.
#include "session/heeding.hpp"

#include "async/combine.hpp"
#include "session/signal_policy.hpp"

#include <utility>

namespace ctask {

namespace {

/// The first that cancels of the signals that wait; 0 when there is none.
int take_cancelling_signal(World& world)
{
    while (const auto signal = world.signals.take()) {
        const PreflightReaction reaction = react_before_child(signal->number);
        if (reaction == PreflightReaction::stop) world.signals.stop_self(signal->number);
        if (reaction == PreflightReaction::cancel) return signal->number;
    }
    return 0;
}

Task<> next_cancelling_signal(World& world, int& number)
{
    while (number == 0) {
        co_await world.signals.ready();
        number = take_cancelling_signal(world);
    }
}

} // namespace

Task<> heeding(Heed heed, World& world, Task<> task)
{
    if (heed == Heed::nothing) {
        co_await std::move(task);
        co_return;
    }
    int number = 0;
    co_await first_of(std::move(task), next_cancelling_signal(world, number));
    // Also when the task was done in the same turn: the signal has been taken, and nobody else will see it.
    if (number != 0) throw CancelledBySignal{number};
}

void heed_waiting_signals(World& world)
{
    const int number = take_cancelling_signal(world);
    if (number != 0) throw CancelledBySignal{number};
}

} // namespace ctask
