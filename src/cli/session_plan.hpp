// The plan of a session, from the command line, the settings and the workspace.
#pragma once

#include "cli/command_line.hpp"
#include "cli/found_agent.hpp"
#include "cli/session_options.hpp"
#include "cli/streams.hpp"
#include "session/plan.hpp"
#include "workspace/settings.hpp"
#include "world/world.hpp"

#include <string>

namespace ctask {

/// By what a session is known, whatever becomes of it: to others, in its records and in --report.
struct SessionIdentity {
    std::string session_id;
    /// As Plan has them.
    std::string mode = kDirect;
    TmuxSeat tmux;
};

/// One that is new, or the one that the pane was made for.
SessionIdentity identify_session(const Host& host, const CommandLine& line, WallTime began);

/// A launch directory that cannot be used is told, and the workspace taken instead.
Plan make_plan(World& world, Streams& streams, const Settings& settings, const SessionOptions& options,
               const SessionIdentity& identity, Workspace workspace, const FoundAgent& agent);

} // namespace ctask
