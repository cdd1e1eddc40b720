// The names of what is in the trash: when it came there, and what it was called.
#pragma once

#include "base/times.hpp"

#include <optional>
#include <string>

namespace ctask {

struct TrashName {
    WallTime trashed_at{};
    /// Cut when the workspace's was too long; with "-2" and so on behind it when the name was taken.
    std::string name;
    /// It is being removed for good and never comes back.
    bool being_removed = false;
};

/// "20261122T123456Z_work", from the second of that name on with -2, -3, ...
std::string trash_name(WallTime now, const std::string& name, bool being_removed, int ordinal);
/// Nothing for a name that is not ctask's.
std::optional<TrashName> parse_trash_name(const std::string& name);

} // namespace ctask
