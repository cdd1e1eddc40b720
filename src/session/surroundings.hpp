// The session that this ctask was started in, told from all others: it does not end before this one does.
#pragma once

#include "session/leases.hpp"
#include "world/world.hpp"

namespace ctask {

/// Whether this ctask descends from the lease's own one, or from its agent where only that still runs. Where
/// their processes cannot be looked up CTASK_SESSION_ID speaks, which a tmux server keeps after the session.
bool is_within(World& world, const LeaseOnDisk& on_disk);

} // namespace ctask
