// What a command has of the process that it runs in, and how that process ends.
#pragma once

#include "session/ending.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace ctask {

/// Writes the line of --report.
using WriteReport = std::function<int(std::string_view)>;

/// Besides the world. Writing never throws.
struct Streams {
    /// 0, or the errno of what kept it from being written. Results go through print().
    std::function<int(std::string_view)> out;
    std::function<void(std::string_view)> err;
    /// What somebody passes on stdin, at most so many bytes; empty for a terminal. Waits a moment at most.
    std::function<std::string(std::size_t limit)> in;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    /// Terminals that can write over what they show.
    bool out_redraws = false;
    bool err_redraws = false;
    /// Columns of the terminal there, 0 when it is none.
    std::size_t out_columns = 0;
    std::size_t err_columns = 0;
    bool colour_out = false;
    bool colour_err = false;
    /// Opens where --report goes, a file or "fd:N"; what it returns writes there, never throws, and returns
    /// as `out` does. Throws Failure when there is no writing there.
    std::function<WriteReport(const std::string& target)> open_report;
    /// Has signals act on ctask as on any program again; for commands that start no session.
    std::function<void()> give_back_signals;
};

/// How the process ends: with a status, or (after everything is settled) by a signal.
struct Exit {
    int status = 0;
    int signal = 0;
};

inline Exit exit_by(const Ending& ending)
{
    return {exit_status(ending), closing_signal(ending)};
}

} // namespace ctask
