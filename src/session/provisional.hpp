// Step 8 of a session: a workspace made for a session in which nothing happened does not stay behind.
#pragma once

#include "async/task.hpp"
#include "session/ending.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>

namespace ctask {

/// Everything that speaks for or against "cancelled before real work".
struct ProvisionalFacts {
    bool created_by_this_command = false;
    Ending ending;
    /// Exactly as creation left it, the same directory included.
    bool unchanged = false;
    bool another_session = false;
    bool process_inside = false;
};

/// A session ended from outside (TERM, HUP, --timeout) after this long counts as work, changed or not.
inline constexpr Nanoseconds kWorkedFor = std::chrono::minutes(1);

bool is_provisional(const ProvisionalFacts& facts);

/// Moves the workspace to the trash if it is provisional, looking under the lock; the new path. Nothing when
/// it stays, for whatever reason; a removal that failed is told as trouble.
Task<std::optional<std::string>> reclaim_workspace(Session& session, Claim& claim, Ending ending);

} // namespace ctask
