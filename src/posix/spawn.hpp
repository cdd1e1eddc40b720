// Starts a program in a new process that finds everything as ctask's caller had set it up.
#pragma once

#include "posix/startup.hpp"
#include "world/processes.hpp"

namespace ctask {

/// The pid of the new process, which runs the program already. Throws StartFailure.
pid_t spawn(const Command& command, const CallerSignals& caller);

} // namespace ctask
