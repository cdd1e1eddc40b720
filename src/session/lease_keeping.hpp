// One's own lease: written, kept alive, given back. Every write of it happens under the write lock.
#pragma once

#include "async/event.hpp"
#include "session/claim.hpp"
#include "session/leases.hpp"

#include <vector>

namespace ctask {

/// Gives the claim a lease, not yet on disk, that names this ctask and this session, started now.
void begin_lease(const Session& session, Claim& claim, const std::string& session_id);

/// What the second look, under the lock, has shown. When the lease was not taken, `others` are who is there
/// now; nobody, when somebody has come and gone since the first look, so that what is known of the past is
/// out of date.
struct LeaseAttempt {
    bool taken = false;
    std::vector<LeaseOnDisk> others;
    /// Somebody has died since the first look, and is to be recovered first.
    bool remains = false;
};

/// On what terms a lease is taken.
struct LeaseTerms {
    /// Although others are in the workspace.
    bool beside = false;
    /// Although what is known of the past is out of date, or a dead session is not recovered.
    bool past_as_it_is = false;
};

/// Looks again under the lock and writes the lease: the owner's when that place is free, else one that bears
/// the session's id, so that nothing of another session, dead or alive, is written over. Nothing is written
/// when what is there now does not fit the terms. When the lock cannot be had the lease bears the session's
/// id, which harms nobody; when nothing can be written that is told as trouble, and the lease counts as
/// taken. Throws Failure when the workspace has been renamed or removed since it was opened.
Task<LeaseAttempt> take_lease(Session& session, Claim& claim, LeaseTerms terms);

/// To be called under the lock before what lies in the owner's place is written: when another session's lease
/// has come there, which is told, the claim gets names of its own, a lease under them, and true comes back.
bool make_way(Session& session, Claim& claim);

/// Writes the claim's lease in its place, under the lock that the caller holds. Throws std::system_error.
void put_lease(const Claim& claim);

/// The heartbeat: every 30 s, also right at the start when `child` is given, whose numbers go into the lease.
/// Writes only its own lease: one that is gone is written anew; one that has become another's is lost, which
/// is told, and the session goes on with a coexisting session's lease. A tmux session that has ended before
/// the agent is struck out. With `early` it also beats whenever that opens. Runs until cancelled, or until
/// there is no lease to keep.
Task<> keep_alive(Session& session, Claim& claim, const Child* child, Event* early);

/// Removes the lease and the start manifest if they still are ours. Trouble is told, never thrown.
void release(Session& session, Claim& claim);

} // namespace ctask
