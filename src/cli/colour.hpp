// Whether to colour what is written.
#pragma once

#include "world/environment.hpp"

namespace ctask {

/// NO_COLOR (no-color.org) says no, CLICOLOR_FORCE says yes, else a terminal that is not dumb says yes.
bool wants_colour(const Environment& environment, bool is_terminal);

/// Whether a terminal can write over what it shows: TERM says that it can do more than a typewriter.
bool can_redraw(const Environment& environment, bool is_terminal);

} // namespace ctask
