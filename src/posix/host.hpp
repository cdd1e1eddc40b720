// Reads who and where this ctask is.
#pragma once

#include "world/environment.hpp"
#include "world/host.hpp"

namespace ctask {

/// The user's name comes from the password file, else from the environment, else it is the number.
Host read_host(const Environment& environment);
/// A copy of the process's environment and its working directory, which is empty when it is gone.
Environment read_environment();

} // namespace ctask
