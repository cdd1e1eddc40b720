// Everything outside the program, as one value that is handed down. Tests hand down another.
#pragma once

#include "world/clock.hpp"
#include "world/environment.hpp"
#include "world/files.hpp"
#include "world/host.hpp"
#include "world/processes.hpp"
#include "world/signals.hpp"
#include "world/terminal.hpp"

#include <functional>

namespace asio {
class io_context;
}

namespace ctask {

/// All borrowed; they outlive every coroutine.
struct World {
    asio::io_context& context;
    Clock& clock;
    Files& files;
    Processes& processes;
    Signals& signals;
    Terminal& terminal;
    /// Read when it is first asked for: a command that only shows something needs none of it.
    std::function<const Host&()> host;
    const Environment& environment;
};

} // namespace ctask
