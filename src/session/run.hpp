// The session, from start to end: ten steps, as ctask(1) has them, each with a file that says so.
#pragma once

#include "async/task.hpp"
#include "record/summary.hpp"
#include "session/ending.hpp"
#include "session/events.hpp"
#include "session/plan.hpp"
#include "session/session.hpp"
#include "session/start.hpp"
#include "world/world.hpp"

#include <optional>

namespace ctask {

/// What became of a session: for the exit status, and for --report.
struct Outcome {
    Ending ending;
    /// Absent when no session took place, or when the workspace was reclaimed.
    std::optional<Summary> session;
    /// Where the workspace went when nothing had happened in it.
    std::string trash_path;
};

/// Never cancelled from outside: signals reach it as messages. Throws only for what keeps a session from
/// starting.
Task<Outcome> run_session(World& world, Events& events, Plan plan);

/// The steps that follow the child, whatever the ending in `outcome`: the workspace reclaimed or the session
/// settled, and what was claimed given back. Tells of it, and says in `outcome` what came of it.
Task<> finish(Session& session, Claim& claim, StartState start, Outcome& outcome);

} // namespace ctask
