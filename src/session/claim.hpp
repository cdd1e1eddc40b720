// Steps 2 to 4 of a session: looking around, asking, waiting, and taking the lease.
#pragma once

#include "record/lease.hpp"
#include "session/session.hpp"

#include <memory>
#include <optional>
#include <string>

namespace ctask {

/// What a session holds of its workspace.
struct Claim {
    /// `.ctask`, held open. Null when it could not be opened: the session then goes on with nothing of its
    /// own on disk.
    std::unique_ptr<Directory> state;
    /// As it was last written.
    Lease lease;
    /// Relative to `state`: session.json and manifest-start.json, or a coexisting session's own names.
    std::string lease_file;
    std::string manifest_file;
    bool coexisting = false;
    /// Another session was alive when this one took its lease.
    bool beside_another = false;
    /// Whether the lease lies on disk as ours; no longer after it was lost to another session.
    bool lease_held = false;
    /// Of the start manifest as we wrote it.
    std::optional<FileStamp> manifest_written;

    /// What the last session did, when there was one and it has not just been told of.
    std::optional<Summary> last_session;
    /// The files as they were found just now, when they were looked at and no time has passed since.
    std::optional<FileList> files;

    /// Set when the session ends here: refused, declined.
    std::optional<Ending> refusal;
};

/// Ends with a claim or a refusal. Throws CancelledBySignal, having left nothing behind.
Task<Claim> claim_workspace(Session& session);

} // namespace ctask
