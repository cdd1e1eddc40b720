// The settings as a command takes them up.
#pragma once

#include "cli/streams.hpp"
#include "workspace/settings.hpp"
#include "world/world.hpp"

namespace ctask {

/// Resolves them and tells what was passed over on the way, a line each on stderr. Throws Failure as
/// resolve_settings does.
Settings read_settings(World& world, Streams& streams);

} // namespace ctask
