// The past sessions of a workspace, as they can be read.
#pragma once

#include "record/summary.hpp"
#include "session/unusable_file.hpp"
#include "world/directory.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ctask {

struct PastSessions {
    /// Oldest first. A workspace of the earlier tool has no history; its summary stands for it then.
    std::vector<HistoryEntry> entries;
    /// What could not be read, one sentence each.
    std::vector<std::string> problems;
    /// The history when it cannot be read at all: that there are no entries says nothing then.
    std::optional<UnusableFile> unusable;
};

PastSessions read_past_sessions(const Directory& workspace);

} // namespace ctask
