// Step 1 of a session: finishing sessions that were cut off.
#pragma once

#include "session/session.hpp"

#include <cstddef>

namespace ctask {

/// Records every session of the workspace that died without settling (a stale lease, or a start manifest
/// without any lease), under the write lock, and removes what it left. Trouble is told and never thrown:
/// a session does not fail for what an earlier one left behind. False when some of it could not be recovered
/// and lies there still.
Task<bool> recover_interrupted(Session& session);

/// How many there are to be recorded, for an inspection: changes nothing. Throws std::system_error where
/// `.ctask` cannot be opened.
std::size_t count_interrupted(World& world, const Directory& workspace);

} // namespace ctask
