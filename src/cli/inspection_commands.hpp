// The commands that only look at workspaces, and those about ctask itself. But for doctor --fix they take no
// lock, change nothing and never wait for a session. Each has a file of its own and returns its exit status;
// what goes wrong comes out as Failure, UsageError or std::system_error.
#pragma once

#include "cli/command_line.hpp"
#include "cli/streams.hpp"
#include "world/world.hpp"

namespace ctask {

int run_list(World& world, Streams& streams, const CommandLine& line);
int run_info(World& world, Streams& streams, const CommandLine& line);
int run_path(World& world, Streams& streams, const CommandLine& line);
int run_notes(World& world, Streams& streams, const CommandLine& line);
int run_diff(World& world, Streams& streams, const CommandLine& line);
int run_status(World& world, Streams& streams, const CommandLine& line);
int run_log(World& world, Streams& streams, const CommandLine& line);
int run_agents(World& world, Streams& streams, const CommandLine& line);
int run_config(World& world, Streams& streams, const CommandLine& line);
int run_completion(World& world, Streams& streams, const CommandLine& line);
int run_statusline(World& world, Streams& streams, const CommandLine& line);
/// With --fix it mends, under the write lock.
int run_doctor(World& world, Streams& streams, const CommandLine& line);

} // namespace ctask
