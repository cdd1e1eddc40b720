// logs/sessions.log: the sessions of a workspace, for people.
#pragma once

#include "record/summary.hpp"

#include <string>

namespace ctask {

/// The entry of one session, one line with its line feed; times in UTC. Safe to show.
std::string log_entry(const Summary& session);
/// What tells its entry from those of other sessions.
std::string log_mark(const Summary& session);

} // namespace ctask
