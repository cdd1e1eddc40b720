// Who is in a workspace, in words.
#pragma once

#include "session/events.hpp"

#include <string>
#include <vector>

namespace ctask {

/// Who, where, since when, how fresh, and what to do about it. Safe to show.
std::vector<std::string> in_use_lines(const InUse& event, WallTime now);
/// Of a session whose agent goes on without its ctask. Safe to show.
std::string agent_only_text(const Lease& lease);

} // namespace ctask
