// Session and Claim, which every step of a session has at hand. run_session or adopt_session owns them and
// lends them to the steps; what is claimed, and when: claim.hpp.
#pragma once

#include "record/lease.hpp"
#include "record/listing.hpp"
#include "record/summary.hpp"
#include "session/ending.hpp"
#include "session/events.hpp"
#include "session/plan.hpp"
#include "session/troubles.hpp"
#include "world/world.hpp"

#include <memory>
#include <optional>
#include <string>

namespace ctask {

struct Session {
    World& world;
    Events& events;
    const Plan& plan;
    Troubles troubles;

    Directory& workspace() const { return *plan.workspace.directory; }
};

/// What a session holds of its workspace.
struct Claim {
    /// `.ctask`, held open. Null when it could not be opened: the session then goes on with nothing of its
    /// own on disk.
    std::unique_ptr<Directory> state;
    /// Those that it took the place of, removed meanwhile: a wait for a lock in one may not be over.
    std::vector<std::unique_ptr<Directory>> removed_states;
    /// As it was last written.
    Lease lease;
    /// The lease's started_at by the clock that nobody sets.
    BootTime began{};
    /// Relative to `state`.
    std::string lease_file;
    std::string manifest_file;
    /// They bear the session's id, as a coexisting session's do, and are nobody else's; otherwise they are
    /// session.json and manifest-start.json.
    bool own_names = false;
    /// Another session was alive when this one took its lease.
    bool beside_another = false;
    /// Whether the lease lies on disk as ours.
    bool lease_held = false;
    /// Of the start manifest as we wrote it.
    std::optional<FileStamp> manifest_written;

    /// What the last session did, without its end manifest, and its summary's stamp: both as they were found.
    std::optional<Summary> last_session;
    std::optional<FileStamp> last_summary;
    /// The files as they were found just now, when they were looked at and no time has passed since.
    std::optional<Listing> files;
    /// Held on from the lease to the start manifest when `files` is there to be written at once.
    std::unique_ptr<HeldLock> lock;

    /// When this ctask took the session over from one that had died.
    std::optional<WallTime> adopted_at;

    /// Set when the session ends here: refused, declined.
    std::optional<Ending> refusal;
};

} // namespace ctask
