// The user's own command that is told when a session has ended.
#pragma once

#include "cli/streams.hpp"
#include "workspace/settings.hpp"
#include "world/world.hpp"

#include <string>

namespace ctask {

/// Starts what `notify` in the config names, looked up by `environment` and with it, the line of --report on
/// its stdin, and does not wait for it. That it cannot be started is told and changes nothing.
void notify_of_end(World& world, Streams& streams, const Settings& settings, const Environment& environment,
                   const std::string& report);

} // namespace ctask
