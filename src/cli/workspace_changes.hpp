// What has changed in a workspace since its session began, or in its last session.
#pragma once

#include "record/summary.hpp"
#include "workspace/workspace.hpp"
#include "world/world.hpp"

#include <functional>
#include <string>

namespace ctask {

struct WorkspaceChanges {
    enum class Since {
        /// No session has ever begun.
        never,
        /// The session that runs began.
        running,
        /// The session that was cut off, and is yet to be recorded, began.
        cut_off,
        /// The last session began; it has ended.
        last,
    };
    Since since = Since::never;
    /// Names and counts; of a running session what is known of it up to now.
    HistoryEntry entry;
    /// Sessions that run beside the one that is meant.
    std::size_t others = 0;
    /// Files that could not be looked at now.
    std::size_t unreadable = 0;
};

/// The owner's session comes first, then one beside it, then what has been cut off, then the past. Takes no
/// lock and writes nothing. `progress` is told how many files were seen. Throws Failure when what is to be
/// compared cannot be read or was never known.
Task<WorkspaceChanges> find_changes(World& world, const Workspace& workspace, ScanRules rules,
                                    std::function<void(std::size_t)> progress);

} // namespace ctask
