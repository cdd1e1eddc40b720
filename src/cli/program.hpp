// The program, given a world: from a command line to how it ended. main.cpp builds the real world and calls
// this.
#pragma once

#include "cli/streams.hpp"
#include "world/world.hpp"

#include <string>
#include <vector>

namespace ctask {

/// Runs one command to its end. Never throws.
Exit run_program(World& world, Streams& streams, std::vector<std::string> arguments);

} // namespace ctask
