// ctask run so that one of its system calls fails, or so that it is killed there.
#pragma once

#include "support/binary.hpp"

#include <map>

namespace ctask {

struct Injection {
    /// A system call, by its name.
    std::string call;
    /// The errno that it fails with; 0: the program is killed in place of it.
    int error = 0;
    /// The how manieth of these calls, counted from 1 and from main() on: what comes before is the dynamic
    /// loader's.
    std::size_t first = 1;
    /// Every later one too.
    bool lasting = false;
};

struct Injected {
    ProgramResult result;
    /// How many calls came to harm.
    std::size_t harmed = 0;
};

/// For messages: "write EIO 3+", "killed at fsync 2".
std::string describe(const Injection& injection);

/// Runs `ctask ARGUMENTS` so, but not what that starts, and waits until all of it is gone. Fails the test
/// when that is not within the limit.
Injected run_injected(const Binary& ctask, const Words& arguments, const Injection& injection,
                      std::chrono::milliseconds limit = kPatience);

/// Which part of a session is to come to harm. Each part contains the call that starts the agent.
enum class Part { whole, until_agent, from_agent };

/// The numbers of the calls of one kind, as Injection counts them.
struct CallNumbers {
    std::size_t first = 1;
    std::size_t last = 0;

    std::size_t count() const { return last + 1 - first; }
};

/// Runs `ctask ARGUMENTS` unharmed and counts the calls of each kind that it makes from main() on in this
/// part, of those that change something, may wait, or use up something.
std::map<std::string, CallNumbers> count_calls(const Binary& ctask, const Words& arguments, Part part);

/// Whether that can be done here; says so when the test is to be skipped.
bool can_inject();

} // namespace ctask
