// What was cut off, read from its remains: one session or two, as they are to be recorded. The recording is
// recovery.hpp's.
#pragma once

#include "record/summary.hpp"
#include "session/remains.hpp"
#include "session/session.hpp"

#include <optional>
#include <vector>

namespace ctask {

/// Remains, and what is to be recorded of them.
struct ReadRemains {
    Remains remains;
    std::vector<Summary> sessions;
};

/// Reads what lies there and compares it with the files as they are now. What cannot be read is told as
/// trouble. The end manifest is filled in only where `now` has gaps; otherwise it is `now`.
ReadRemains read_remains(Session& session, const Directory& state, const Remains& remains,
                         const std::optional<Listing>& now);

} // namespace ctask
