// The workspace that a command line means.
#pragma once

#include "cli/command_line.hpp"
#include "cli/streams.hpp"
#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"
#include "world/world.hpp"

namespace ctask {

/// The one that is named, or without a name the one at hand. Throws Failure when there is none, or more than
/// one.
Workspace named_workspace(World& world, const Settings& settings, const CommandLine& line,
                          Broken broken = Broken::refused);

/// Throws Failure, with the way on, for a workspace that lies in the trash: only undo and delete --purge take
/// it up there.
void refuse_trashed(const Workspace& workspace);
/// The same words as a notice, for a command that only looks.
void tell_trashed(Streams& streams, const Workspace& workspace);

} // namespace ctask
