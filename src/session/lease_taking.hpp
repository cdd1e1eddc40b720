// Step 4 of a session: the lease is taken, under the lock.
#pragma once

#include "async/task.hpp"
#include "session/session.hpp"

#include <string>

namespace ctask {

/// Puts into a lease what this process, its machine and the plan's agent are, with a heartbeat of now.
void name_this_ctask(const Session& session, Lease& lease);
/// Gives the claim a lease, not yet on disk, that names this ctask and this session, started now.
void begin_lease(const Session& session, Claim& claim, const std::string& session_id);

/// On what terms a lease is taken.
struct LeaseTerms {
    /// Although others are in the workspace.
    bool beside = false;
    /// Although what is known of the past is out of date, or a session that was cut off is not recovered.
    bool past_as_it_is = false;
};

/// Looks again under the lock and writes the lease: the owner's when that place is free, else one that bears
/// the session's id, so that nothing of another session, dead or alive, is written over. False, and nothing
/// is written, when what is there now does not fit the terms: others have come, somebody has died and is to
/// be recovered, or somebody has come and gone, so that what is known of the past is out of date. When the
/// lock cannot be had the lease bears the session's id, which harms nobody; when nothing can be written that
/// is told as trouble, and the lease counts as taken. Throws Failure when the workspace has been renamed or
/// removed since it was opened.
Task<bool> take_lease(Session& session, Claim& claim, LeaseTerms terms);

} // namespace ctask
