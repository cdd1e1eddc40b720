// The line of --report: what became of a session, for the launcher that started it.
#pragma once

#include "session/run.hpp"

#include <string>

namespace ctask {

/// What is known of a session whatever became of it; empty where there never was a workspace.
struct ReportedSession {
    std::string session_id;
    std::string hostname;
    /// The path of the workspace.
    std::string workspace;
    std::string name;
    std::string slug;
    std::string agent;
    std::string mode;
    /// When the command began and ended; what the session itself recorded goes before.
    WallTime began{};
    WallTime ended{};
    /// Why ctask could not go on, when it was its own failure; else empty.
    std::string failure;
    /// What ctask exits with, where the ending does not tell: 2 for wrong usage.
    std::optional<int> exit_status = {};
};

/// One line of JSON with its line feed; null is the value of what is not known or came to be nothing. Every
/// key is always there but exit_code and exit_signal, one of which is when a child ran, and those that only
/// some histories have.
std::string report_line(const Outcome& outcome, const ReportedSession& reported);

} // namespace ctask
