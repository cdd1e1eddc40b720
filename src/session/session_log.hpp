// logs/sessions.log: the sessions of a workspace, for people.
#pragma once

#include "record/summary.hpp"

#include <string>

namespace ctask {

/// The entry of one session, one line with its line feed; times in UTC. Safe to show.
std::string log_entry(const Summary& session);

} // namespace ctask
