// The leases in a workspace: whose they are and which of them are alive.
#pragma once

#include "session/liveness.hpp"
#include "world/world.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ctask {

struct LeaseOnDisk {
    /// Relative to `.ctask`.
    std::string file;
    /// Of the file as it was read, to tell later whether it still is the same.
    FileStamp stamp;
    /// A link, a directory or the like lies in its place: never a session's remains.
    bool irregular = false;
    /// The owner's, or a coexisting session's.
    bool owner = false;
    FoundLease found;
    Verdict verdict;

    std::string session_id() const { return found.lease ? found.lease->session_id : std::string{}; }
};

/// Opens `.ctask` of a workspace; nothing when there is none. Throws for a link or anything else in its
/// place.
std::unique_ptr<Directory> open_state(const Directory& workspace);
/// The same, creating it when it is missing.
std::unique_ptr<Directory> ensure_state(Directory& workspace);

/// Every lease in `state`, the workspace's `.ctask`, the owner's first, judged; for a session. A lease that
/// cannot be read is in the list, with its problem. Where a heartbeat's age cannot be told by the clock, a
/// file is written beside it and removed again.
std::vector<LeaseOnDisk> read_leases(World& world, const Directory& workspace, Directory& state);
/// The same for an inspection, changing nothing: ages are told by the clock alone. The inode is that of the
/// workspace's directory, by which a lease that came along with a copy is known.
std::vector<LeaseOnDisk> look_at_leases(World& world, std::uint64_t workspace_inode, const Directory& state);
/// The same of a workspace: empty when it has no `.ctask`, or one that cannot be opened.
std::vector<LeaseOnDisk> look_at_leases(World& world, const Directory& workspace);

/// Where the start manifest of a lease's session lies, relative to `.ctask`.
std::string start_manifest_of(const LeaseOnDisk& lease);

/// The names in `.ctask/sessions`: none when there is no such directory, or something else in its place.
std::vector<std::string> coexisting_names(const Directory& state);

/// Those that are alive.
std::vector<LeaseOnDisk> live_among(const std::vector<LeaseOnDisk>& leases);

} // namespace ctask
