// ctask --watch ADDRESS: a ctask in the background that adopts a tmux session whose own has died. Only ctask
// calls it; it stands in no help and no completion. The adopting is tmux/watcher.hpp's.
#pragma once

#include "cli/streams.hpp"
#include "world/world.hpp"

#include <string>
#include <vector>

namespace ctask {

/// `--watch ADDRESS`
bool watches_session(const std::vector<std::string>& arguments);
Exit run_watcher(World& world, Streams& streams, const std::vector<std::string>& arguments);

} // namespace ctask
