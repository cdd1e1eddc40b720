// What is amiss in a workspace's `.ctask`, found and mended from outside of any session. What sessions that
// were cut off have left is found by remains.hpp and recorded by recovery.hpp.
#pragma once

#include "async/task.hpp"
#include "session/events.hpp"
#include "session/unusable_file.hpp"
#include "workspace/workspace.hpp"
#include "world/world.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ctask {

struct StateFaults {
    /// Sessions that were cut off and are yet to be recorded.
    std::size_t interrupted = 0;
    /// A write lock that has been held for longer than any write takes.
    bool old_lock = false;
    /// Files of ctask's own that were being written when it was killed.
    std::size_t half_written = 0;
    /// Something else lies in the place of a file of ctask's own, or one that may not be read.
    std::vector<UnusableFile> unusable;
    /// Leases of sessions whose ctask was killed while the agent goes on. Nothing mends them but its end.
    std::vector<Lease> agents_only;
    /// Others may read ctask's state of the workspace.
    bool open_to_others = false;
    /// Why `.ctask` cannot be looked at; the rest is then unknown.
    std::string problem;

    bool any() const { return interrupted > 0 || old_lock || half_written > 0 || open_to_others; }
};

/// Changes nothing and does not throw.
StateFaults find_faults(World& world, const Directory& workspace);

/// Records the sessions that were cut off, removes a lock whose holder is dead and what is half written, and
/// makes the state private. Told as events; what it could not do is told as trouble, and none of it is
/// thrown.
Task<> mend_faults(World& world, Events& events, Workspace workspace, ScanRules rules);

} // namespace ctask
