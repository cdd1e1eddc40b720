// ctask agents check: what a launch would run.
#pragma once

#include "cli/command_line.hpp"
#include "cli/streams.hpp"
#include "world/world.hpp"

namespace ctask {

/// For the workspace that the command line names, or without one for `new`. 0, or 1 when a launch would find
/// nothing to run.
int run_agent_check(World& world, Streams& streams, const CommandLine& line);

} // namespace ctask
