// A command killed before each of the calls by which it changes something or waits.
#pragma once

#include "faults/injection.hpp"
#include "faults/stage.hpp"

#include <functional>

namespace ctask {

/// Kills the command at every point of this part, each time on the stage as it was kept, and lets `judge`
/// look at what is left; how many points there were. Fails when a point that a run came to is not come to
/// again.
std::size_t kill_everywhere(const Stage& stage, const Words& command, const std::function<void()>& judge,
                            Part part = Part::whole);

} // namespace ctask
