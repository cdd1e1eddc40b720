// Finding a command as a shell would, without starting anything.
#pragma once

#include "world/processes.hpp"

namespace ctask {

/// See Processes::find_program. An empty entry of PATH is the working directory; without PATH it is /bin and
/// /usr/bin.
ProgramPlace find_program(const std::string& name, const Environment& environment);

} // namespace ctask
