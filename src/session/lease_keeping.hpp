// One's own lease: written, kept alive, given back. Every write of it happens under the write lock.
#pragma once

#include "session/claim.hpp"

namespace ctask {

/// A lease that names this ctask and this session, started now.
Lease new_lease(const Session& session, const std::string& session_id);

/// Looks again under the lock and writes the lease: the owner's when that place is free, else a coexisting
/// one. False, with nothing written, when somebody is in the workspace now and `beside` does not allow for
/// that. When the lock cannot be had the lease is a coexisting one, which harms nobody; when nothing can be
/// written that is told as trouble, and true.
Task<bool> take_lease(Session& session, Claim& claim, bool beside);

/// The heartbeat: every 30 s, also right at the start when `child` is given, whose numbers go into the lease.
/// Writes only its own lease: one that is gone is written anew; one that has become another's is lost, which
/// is told, and the beating stops. Runs until cancelled.
Task<> keep_alive(Session& session, Claim& claim, const Child* child);

/// Removes the lease and the start manifest if they still are ours. Never throws for trouble; it is told.
void release(Session& session, Claim& claim);

} // namespace ctask
