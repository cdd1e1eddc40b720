// A ctask that watches a tmux session from outside: for one whose own ctask has died before it, as that of
// the earlier tool may. It belongs to no terminal and to no tmux.
#pragma once

#include "session/run.hpp"
#include "tmux/letter.hpp"

#include <functional>

namespace ctask {

/// What has become of the attempt to have a session watched.
struct AdoptionAttempt {
    /// A ctask watches it from now on, and tells of the end here. Null when none does.
    std::unique_ptr<Mailbox> mailbox;
    /// Why not; empty when there was nothing to adopt any more.
    std::string problem;
};

/// Starts that ctask, which stands in the workspace, and completes when the session is its own, or cannot be.
Task<AdoptionAttempt> have_adopted(World& world, const Directory& workspace, Letter letter);

/// What it does: adopts the letter's session, of a ctask that is dead, calls `adopted`, and completes when
/// the session has ended and is settled. Nothing when there was none to be adopted; trouble is told.
Task<std::optional<Outcome>> adopt_in_background(World& world, Events& events, Letter letter, ScanRules rules,
                                                 std::function<void()> adopted);

/// What it answers first: that the session is its own, or kNotAdopted with the reason behind it, if there is
/// one.
inline const std::string kAdopted = "adopted";
inline const std::string kNotAdopted = "not adopted";

} // namespace ctask
