// Step 5 of a session: the start manifest, against which the end is compared.
#pragma once

#include "async/task.hpp"
#include "record/listing.hpp"
#include "session/session.hpp"

#include <optional>

namespace ctask {

/// The workspace's files as they are before the child's first instruction; nothing when they could not be
/// listed. Takes over the claim's list, if that is fresh, or lists them with the heartbeat beside it, and
/// writes them as the start manifest under the claim's name. What cannot be written is told as trouble; the
/// list in memory serves all the same.
Task<std::optional<Listing>> record_start(Session& session, Claim& claim);

} // namespace ctask
