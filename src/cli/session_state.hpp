// What the sessions of a workspace look like from outside: none, active or stale.
#pragma once

#include "session/leases.hpp"

#include <string>
#include <vector>

namespace ctask {

/// `active`: a session runs. `stale`: one was cut off and is yet to be recorded. `none` otherwise.
std::string session_state(const std::vector<LeaseOnDisk>& leases, const Directory& workspace);
/// The same by path; `none` for a workspace that cannot be looked into.
std::string session_state(World& world, const std::string& path);

} // namespace ctask
