// The options of the commands that start a session, read and judged before anything is touched.
#pragma once

#include "base/times.hpp"
#include "cli/command_line.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

struct SessionOptions {
    /// What --agent names, or empty.
    std::string agent;
    bool shell = false;
    bool force = false;
    bool no_input = false;
    bool wait = false;
    std::optional<Nanoseconds> wait_limit;
    std::optional<Nanoseconds> timeout;
    std::vector<std::string> arguments;
};

/// Throws UsageError for a value that cannot be meant.
SessionOptions read_session_options(const CommandLine& line);

} // namespace ctask
