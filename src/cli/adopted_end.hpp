// The end of a session that a ctask in the background has adopted, told as any other's.
#pragma once

#include "cli/streams.hpp"
#include "session/run.hpp"
#include "tmux/letter.hpp"
#include "workspace/settings.hpp"
#include "world/world.hpp"

namespace ctask {

/// What is configured for whoever sits at the other terminal; built-in where that cannot be read.
Settings settings_for(World& world, const Letter& letter);

/// Writes the report that the letter asks for, notifies, and answers the report to whoever put out the
/// letter.
void tell_adoption(World& world, Streams& streams, const std::string& address, const Letter& letter,
                   const Settings& settings, const Outcome& outcome);

/// Reports in the place of a ctask that was killed when no agent of it ran, or none any more; nothing happens
/// when it had recorded its session by then.
void tell_lost_owner(World& world, Streams& streams, const std::string& address, const Letter& letter);

} // namespace ctask
