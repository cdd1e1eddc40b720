// ctask inside a tmux session of its own making. These two ways of calling it are between its processes; they
// stand in no help and no completion.
#pragma once

#include "cli/program.hpp"

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
