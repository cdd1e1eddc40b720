// A workspace that is to be changed while, perhaps, somebody works in it: who is in there is told, and the
// user asked.
#pragma once

#include "cli/command_line.hpp"
#include "cli/streams.hpp"
#include "session/stillness.hpp"
#include "workspace/workspace.hpp"
#include "world/world.hpp"

#include <optional>
#include <string>

namespace ctask {

/// Holds the workspace still once nobody is in it whom the user does not know of. The question, with its
/// default (no) marked, is asked without the lock, and whoever has come meanwhile is asked about again; an
/// empty question refuses. Nothing when the answer was no. Throws Failure when somebody is in there and
/// nobody may be asked, LockTimeout, and CancelledBySignal.
Task<std::optional<Stillness>> hold_still_with_consent(World& world, Streams& streams,
                                                       const Workspace& workspace, const CommandLine& line,
                                                       std::string question);

} // namespace ctask
