// What sessions that were cut off have left in a workspace: found and removed. What it tells of them is read
// by remains_reading.hpp and recorded by recovery.hpp.
#pragma once

#include "session/leases.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// What a session that was cut off has left: a stale lease, its start manifest, or both.
struct Remains {
    /// Both names are relative to `.ctask`.
    std::string lease_file;
    std::string manifest_file;
    std::optional<LeaseOnDisk> lease;
    std::optional<FileStamp> manifest_stamp;

    /// Whether nothing of it has been written or removed since. Throws std::system_error.
    bool still_lie_in(const Directory& state) const;
    /// Whatever was written last: about when the session was last alive.
    WallTime last_sign() const;
};

/// All there are in `state`, the `.ctask` whose leases are given, the oldest first. Throws std::system_error
/// where it cannot be looked at.
std::vector<Remains> find_remains(const std::vector<LeaseOnDisk>& leases, const Directory& state);

} // namespace ctask
