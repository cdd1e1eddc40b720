// Leases as tests need them.
#pragma once

#include "record/lease.hpp"
#include "world/host.hpp"

#include <string>

namespace ctask {

/// Every member says something: none is as a new Lease has it.
Lease full_lease();

/// The least by which a session on this machine is seen.
Lease lease_on(const Host& host, const std::string& session_id, pid_t pid, std::uint64_t pid_start);

} // namespace ctask
