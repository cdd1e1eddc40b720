// The commands that put workspaces away, bring them back, name them anew and delete them. They get signals as
// messages, so that none of them is ended half-way. Each returns its exit status; what goes wrong comes out
// as Failure, UsageError, std::system_error or CancelledBySignal.
#pragma once

#include "cli/command_line.hpp"
#include "cli/streams.hpp"
#include "world/world.hpp"

namespace ctask {

int run_archive(World& world, Streams& streams, const CommandLine& line);
int run_restore(World& world, Streams& streams, const CommandLine& line);
int run_rename(World& world, Streams& streams, const CommandLine& line);
int run_delete(World& world, Streams& streams, const CommandLine& line);
int run_undo(World& world, Streams& streams, const CommandLine& line);

} // namespace ctask
