// ctask --pane and ctask --owner: the two processes of a tmux session that ctask has made, as they are
// called. Only ctask calls them; they stand in no help and no completion. The keeping is tmux/pane.hpp's.
#pragma once

#include "cli/command_line.hpp"
#include "cli/streams.hpp"
#include "world/world.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// `--pane ADDRESS`: the process that keeps the pane.
bool keeps_pane(const std::vector<std::string>& arguments);
Exit run_pane(World& world, Streams& streams, const std::vector<std::string>& arguments);

/// `--owner ADDRESS SESSION SOCKET ID COMMAND...`: the ctask that owns the session. Takes these words off
/// `arguments`; nothing when they are not there.
std::optional<OwnedPane> take_owned_pane(std::vector<std::string>& arguments);

} // namespace ctask
