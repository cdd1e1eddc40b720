// Starts a program in a new process that finds everything as ctask's caller had set it up.
#pragma once

#include "posix/startup.hpp"
#include "world/processes.hpp"

#include <csignal>

namespace ctask {

struct Spawned {
    pid_t pid;
    /// What had come to ctask, and not to the new process, when that was made.
    sigset_t missed;
};

/// The new process runs the program already. Throws StartFailure.
Spawned spawn(const Command& command, const CallerSignals& caller);

} // namespace ctask
