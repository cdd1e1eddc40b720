// The session, from start to end: the steps of ctask(1), most of them with a file of their own. run.cpp puts
// them in order; the tenth, to end as the child ended, is the caller's.
#pragma once

#include "async/task.hpp"
#include "record/listing.hpp"
#include "record/summary.hpp"
#include "session/ending.hpp"
#include "session/events.hpp"
#include "session/plan.hpp"
#include "session/session.hpp"
#include "world/world.hpp"

#include <optional>

namespace ctask {

/// What became of a session: for the exit status, and for --report.
struct Outcome {
    Ending ending;
    /// Absent when no session took place, or when the workspace was reclaimed.
    std::optional<Summary> summary;
    /// Where the workspace went when nothing had happened in it.
    std::string trash_path;
};

/// Never cancelled from outside: signals reach it as messages. Throws only for what keeps a session from
/// starting.
Task<Outcome> run_session(World& world, Events& events, Plan plan);

/// The steps that follow the child, whatever the ending in `outcome`. `before`: the files at the start, where
/// they are known. The workspace reclaimed or the session settled, and what was claimed given back. Tells of
/// it, and says in `outcome` what came of it.
Task<> finish(Session& session, Claim& claim, std::optional<Listing> before, Outcome& outcome);

} // namespace ctask
