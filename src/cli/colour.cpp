// NO_COLOR, then CLICOLOR_FORCE, then the terminal.
#include "cli/colour.hpp"

namespace ctask {

bool wants_colour(const Environment& environment, bool is_terminal)
{
    if (!environment.get_or("NO_COLOR", "").empty()) return false;
    if (environment.get_or("CLICOLOR_FORCE", "0") != "0") return true;
    return can_redraw(environment, is_terminal);
}

bool can_redraw(const Environment& environment, bool is_terminal)
{
    return is_terminal && environment.get_or("TERM", "dumb") != "dumb";
}

} // namespace ctask
