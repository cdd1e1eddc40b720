// ctask status --watch: what runs, shown anew whenever that changes.
#pragma once

#include "async/task.hpp"
#include "cli/streams.hpp"
#include "workspace/settings.hpp"
#include "world/world.hpp"

namespace ctask {

/// On a terminal the screen is taken, until q; otherwise what runs is printed at once and whenever sessions
/// start, end or lose their ctask, a block each time, or with `json` a line, until stdout takes no more.
/// `settings` is borrowed. Throws CancelledBySignal, with the terminal as it was.
Task<> watch_status(World& world, Streams& streams, const Settings& settings, bool json);

} // namespace ctask
