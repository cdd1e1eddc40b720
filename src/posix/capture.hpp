// Runs tools: one whose output is taken, and one that is left alone.
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

/// Processes::leave_behind.
void start_alone(const CallerSignals& caller, const Command& command, const std::string& input);

} // namespace ctask
