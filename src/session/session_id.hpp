// The name of a session: host, process and second of its start. Whether it is taken: lease_taking.hpp.
#pragma once

#include "base/times.hpp"
#include "world/host.hpp"

#include <string>

namespace ctask {

/// HOST-PID-YYYYMMDDThhmmssZ, fit for a file name whatever the host is called.
std::string make_session_id(const Host& host, WallTime now);

} // namespace ctask
