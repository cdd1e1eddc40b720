// What dead sessions have left in a workspace.
#pragma once

#include "session/leases.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// What a dead session left: a stale lease, its start manifest, or both.
struct Remains {
    std::optional<LeaseOnDisk> lease;
    /// Relative to `.ctask`.
    std::string manifest_file;
    std::optional<FileStamp> manifest_stamp;

    /// Nothing of it was written since the other was found.
    bool same_as(const Remains& other) const;
};

/// All there are in `state`, the `.ctask` whose leases are given. Throws std::system_error where it cannot be
/// looked at.
std::vector<Remains> find_remains(const std::vector<LeaseOnDisk>& leases, const Directory& state);

} // namespace ctask
