// Runs one command and says what it took.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ctask::bench {

struct Command {
    /// The program, which is searched in PATH, and its arguments.
    std::vector<std::string> words;
    /// NAME=VALUE.
    std::vector<std::string> environment;
};

/// What a command took, or the beginning of it.
struct Taken {
    double milliseconds = 0;
    /// How much it printed; counted only by run_and_count().
    std::uint64_t printed_bytes = 0;
};

/// Runs it with nothing on stdin and its output thrown away. A status other than 0 throws.
Taken run(const Command& command);
/// The same with its stdout read and counted.
Taken run_and_count(const Command& command);
/// The most memory that was resident at once while it ran.
std::uint64_t peak_of(Command command);
/// From its start to when `first_instruction`, which it starts, writes the time to stdout.
Taken run_to_first_instruction(const Command& command);
/// Starts it and leaves it running; the pid.
pid_t start(const Command& command);
/// Ends and reaps what start() gave.
void end(pid_t pid);

/// Whether a program of this name is in PATH.
bool is_installed(const std::string& program);

/// Milliseconds since some moment.
double now();

} // namespace ctask::bench
