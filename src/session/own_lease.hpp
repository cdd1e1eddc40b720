// One's own lease as it lies on disk: written, moved out of the way of another's, given back.
#pragma once

#include "session/session.hpp"

namespace ctask {

/// Writes the claim's lease in its place, under the lock that the caller holds. Throws std::system_error.
void put_lease(const Claim& claim);

/// To be called under the lock before what lies in the owner's place is written: when another session's lease
/// has come there, which is told, the claim gets names of its own, a lease under them, and true comes back.
bool yield_if_lost(Session& session, Claim& claim);

/// Makes `.ctask` anew where it was removed while the session ran: `git clean -x` does. False where it is not
/// there afterwards: the workspace itself was removed, or trouble came, which is told. Lease and start
/// manifest are not in it yet.
bool renew_state(Session& session, Claim& claim);

/// Removes the lease and the start manifest if they still are ours. Trouble is told, never thrown.
void release(Session& session, Claim& claim);

} // namespace ctask
