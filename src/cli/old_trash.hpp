// Letting go of what has been in the trash for too long.
#pragma once

#include "cli/streams.hpp"
#include "workspace/settings.hpp"
#include "world/world.hpp"

#include <string>

namespace ctask {

/// Removes what is too old from the trash of every root (and of `further_root`, unless that is empty), for a
/// fraction of a second at most: a later call goes on with it. One warning at most; never throws.
void let_old_trash_go(World& world, Streams& streams, const Settings& settings,
                      const std::string& further_root = {});

} // namespace ctask
