// ctask in the background, watching a tmux session that another one has left. This way of calling it is
// between its processes; it stands in no help and no completion.
#pragma once

#include "cli/program.hpp"

#include <string>
#include <vector>

namespace ctask {

/// `--watch ADDRESS`
bool watches_session(const std::vector<std::string>& arguments);
Exit run_watcher(World& world, Streams& streams, const std::vector<std::string>& arguments);

} // namespace ctask
