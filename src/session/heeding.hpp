// Waits that a signal ends: for a person, another session, the lock or the disk, while no child runs.
#pragma once

#include "async/combine.hpp"
#include "async/task.hpp"
#include "world/world.hpp"

#include <optional>
#include <utility>

namespace ctask {

/// A signal came while no child ran: what goes on is given up. Travels from the wait that met it to whoever
/// ends the command.
struct CancelledBySignal {
    int number = 0;
};

/// Whether a wait ends when a signal comes: before a child has run it does, afterwards nothing interrupts the
/// settling.
enum class Heed { signals, nothing };

/// Awaits `task`. With Heed::signals one that cancels ends it and comes out as CancelledBySignal, and a
/// terminal stop is followed.
Task<> heeding(Heed heed, World& world, Task<> task);
template <typename Value>
Task<Value> heeding(Heed heed, World& world, Task<Value> task)
{
    std::optional<Value> value;
    Task<> awaited = into(value, std::move(task));
    co_await heeding(heed, world, std::move(awaited));
    co_return std::move(*value);
}
/// The same, but a terminal stop ends the task too, and its signal is returned for the caller to stop by; 0
/// when none came.
Task<int> heeding_until_stop(World& world, Task<> task);
/// Those that wait already: throws CancelledBySignal for one that cancels.
void heed_waiting_signals(World& world);

} // namespace ctask
