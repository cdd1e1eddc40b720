// The session, from start to end. run.cpp reads as SPEC section 5.
#pragma once

#include "async/task.hpp"
#include "record/summary.hpp"
#include "session/ending.hpp"
#include "session/events.hpp"
#include "session/plan.hpp"
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

} // namespace ctask
