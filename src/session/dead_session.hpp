// A session that was cut off, as far as it can be told from what it left.
#pragma once

#include "record/summary.hpp"
#include "session/remains.hpp"
#include "session/session.hpp"

#include <optional>
#include <vector>

namespace ctask {

/// Remains, and what is to be recorded of them.
struct Dead {
    Remains remains;
    std::vector<Summary> sessions;
};

/// Reads what lies there and compares it with the files as they are now. What cannot be read is told as
/// trouble. The end manifest is filled in only where `now` has gaps; otherwise it is `now`.
Dead read_dead(Session& session, const Directory& state, const Remains& remains,
               const std::optional<Listing>& now);

} // namespace ctask
