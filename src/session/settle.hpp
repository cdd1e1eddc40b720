// Step 9 of a session: what happened is recorded, and what was claimed is given back.
#pragma once

#include "async/task.hpp"
#include "record/listing.hpp"
#include "session/ending.hpp"
#include "session/session.hpp"

namespace ctask {

/// Compares the workspace with its start and writes log, history and summary, gives back lease and start
/// manifest: under one lock, each part attempted whatever became of the others. Returns what was recorded.
Task<Summary> settle(Session& session, Claim& claim, std::optional<Listing> before, Ending ending);

/// For a session in which no child ran: gives back what was claimed and records nothing.
Task<> give_up(Session& session, Claim& claim);

} // namespace ctask
