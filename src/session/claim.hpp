// Steps 2 to 4 of a session: looking around, asking, waiting, and taking the lease.
#pragma once

#include "async/task.hpp"
#include "session/session.hpp"

namespace ctask {

/// Fills in `claim`, to the end or to a refusal. Throws CancelledBySignal.
Task<> claim_workspace(Session& session, Claim& claim);

} // namespace ctask
