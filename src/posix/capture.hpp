// Runs a tool and takes what it writes.
#pragma once

#include "async/task.hpp"
#include "posix/startup.hpp"
#include "world/processes.hpp"

namespace asio {
class io_context;
}

namespace ctask {

/// Processes::capture. The tool finds signals as ctask's caller had set them up.
Task<Captured> capture_output(asio::io_context& context, CallerSignals caller, Command command,
                              Nanoseconds limit);

} // namespace ctask
