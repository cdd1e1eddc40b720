// Waiting with an ear for signals.
#include "session/heeding.hpp"

#include "async/combine.hpp"
#include "session/signal_policy.hpp"

#include <exception>
#include <utility>

namespace ctask {

namespace {

/// A signal that ends a wait.
struct HeededSignal {
    int number = 0;
    PreflightReaction reaction = PreflightReaction::ignore;
};

/// The first that ends a wait of the signals that wait; without a number when there is none. Stops do when
/// `at_stops`, and are followed otherwise.
HeededSignal take_heeded_signal(World& world, bool at_stops)
{
    while (const auto signal = world.signals.take()) {
        const PreflightReaction reaction = react_before_child(signal->number);
        const bool stops = reaction == PreflightReaction::stop;
        if (reaction == PreflightReaction::cancel || (stops && at_stops)) return {signal->number, reaction};
        if (stops) world.signals.stop_self(signal->number);
    }
    return {};
}

Task<> next_heeded_signal(World& world, bool at_stops, HeededSignal& heeded)
{
    while (heeded.number == 0) {
        co_await world.signals.ready();
        heeded = take_heeded_signal(world, at_stops);
    }
}

/// Awaits the task with an ear for signals; the first of them that ends it comes back. Also when the task was
/// done, or failed, in the same turn: the signal has been taken, and nobody else will see it.
Task<HeededSignal> listening(World& world, bool at_stops, Task<> task)
{
    HeededSignal heeded;
    std::exception_ptr failure;
    try {
        co_await first_of(std::move(task), next_heeded_signal(world, at_stops, heeded));
    } catch (...) {
        failure = std::current_exception();
    }
    if (heeded.reaction == PreflightReaction::cancel) throw CancelledBySignal{heeded.number};
    if (failure) std::rethrow_exception(failure);
    co_return heeded;
}

} // namespace

Task<> heeding(Heed heed, World& world, Task<> task)
{
    if (heed == Heed::nothing) {
        co_await std::move(task);
        co_return;
    }
    co_await listening(world, false, std::move(task));
}

Task<int> heeding_until_stop(World& world, Task<> task)
{
    const HeededSignal heeded = co_await listening(world, true, std::move(task));
    co_return heeded.number;
}

void heed_waiting_signals(World& world)
{
    const HeededSignal heeded = take_heeded_signal(world, false);
    if (heeded.number != 0) throw CancelledBySignal{heeded.number};
}

} // namespace ctask
