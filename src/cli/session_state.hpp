// What the sessions of a workspace look like from outside: none, active, stale or unknown.
#pragma once

#include "session/leases.hpp"

#include <string>
#include <vector>

namespace ctask {

struct Sessions {
    /// `active`: a session runs. `stale`: one was cut off and is yet to be recorded. `unknown`: it cannot be
    /// told. `none` otherwise.
    std::string state;
    std::vector<LeaseOnDisk> leases;
    /// Why it is unknown.
    std::string problem;
};

/// Changes nothing and does not throw.
Sessions look_at_sessions(World& world, const Directory& workspace);
/// The same for a workspace by its name in a directory.
Sessions look_at_sessions(World& world, const Directory& above, const std::string& workspace);

} // namespace ctask
