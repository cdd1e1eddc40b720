// The commands that start a session: new, resume, last, open, attach.
#pragma once

#include "cli/command_line.hpp"
#include "cli/streams.hpp"
#include "world/world.hpp"

namespace ctask {

/// Runs the session to its end, by the one event loop of the program. What keeps it from starting comes out
/// as Failure, UsageError or std::system_error.
Exit run_session_command(World& world, Streams& streams, const CommandLine& line);

} // namespace ctask
