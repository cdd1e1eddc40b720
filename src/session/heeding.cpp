// Waiting with an ear for signals.
#include "session/heeding.hpp"

#include "async/combine.hpp"
#include "session/signal_policy.hpp"

#include <utility>

namespace ctask {

namespace {

/// A signal that ends a wait.
struct Interruption {
    int number = 0;
    PreflightReaction reaction = PreflightReaction::ignore;
};

/// The first that ends a wait of the signals that wait; without a number when there is none. Stops do when
/// `at_stops`, and are followed otherwise.
Interruption take_interruption(World& world, bool at_stops)
{
    while (const auto signal = world.signals.take()) {
        const PreflightReaction reaction = react_before_child(signal->number);
        const bool stops = reaction == PreflightReaction::stop;
        if (reaction == PreflightReaction::cancel || (stops && at_stops)) return {signal->number, reaction};
        if (stops) world.signals.stop_self(signal->number);
    }
    return {};
}

Task<> next_interruption(World& world, bool at_stops, Interruption& interruption)
{
    while (interruption.number == 0) {
        co_await world.signals.ready();
        interruption = take_interruption(world, at_stops);
    }
}

} // namespace

Task<> heeding(Heed heed, World& world, Task<> task)
{
    if (heed == Heed::nothing) {
        co_await std::move(task);
        co_return;
    }
    Interruption interruption;
    co_await first_of(std::move(task), next_interruption(world, false, interruption));
    // Also when the task was done in the same turn: the signal has been taken, and nobody else will see it.
    if (interruption.number != 0) throw CancelledBySignal{interruption.number};
}

Task<int> heeding_until_stop(World& world, Task<> task)
{
    Interruption interruption;
    co_await first_of(std::move(task), next_interruption(world, true, interruption));
    if (interruption.reaction == PreflightReaction::cancel) throw CancelledBySignal{interruption.number};
    co_return interruption.number;
}

void heed_waiting_signals(World& world)
{
    const Interruption interruption = take_interruption(world, false);
    if (interruption.number != 0) throw CancelledBySignal{interruption.number};
}

} // namespace ctask
