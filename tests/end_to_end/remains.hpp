// What is left when a session should be over: files and processes.
#pragma once

#include "support/binary.hpp"

namespace ctask {

/// Processes of sessions under the test's root, one "PID COMMAND" each: ctask itself, agents, and what they
/// started, wherever that has gone.
Words processes_of(const Binary& ctask);

/// Waits until no process of a session is left and the workspace has had so many; then checks its log, its
/// history, the summary of the last, no lease, no lock and no start manifest.
void check_settled(const Binary& ctask, const std::string& workspace, std::size_t sessions = 1);

/// Whether a program is installed; says so when the test is to be skipped.
bool is_installed(const std::string& program);

} // namespace ctask
