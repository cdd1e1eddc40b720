// A program some of whose system calls wait for a word of the test before they are made.
#pragma once

#include "support/program.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace ctask {

/// A call that is about to be made.
struct PendingCall {
    long number;
    std::array<std::uint64_t, 6> arguments;
};

/// What becomes of it: it is made, refused with an errno, or the program is killed in its place.
struct CallVerdict {
    int error = 0;
    bool kill = false;
};

/// Runs the program to its end, and everything that it starts. `judge` is asked for each of these calls that
/// the program's own first thread makes, and not for those of what it starts. All the other calls cost
/// nothing, unlike under a tracer. Fails the test when anything still runs after the limit.
ProgramResult run_supervised(const ProgramSetup& setup, const std::vector<long>& calls,
                             const std::function<CallVerdict(const PendingCall&)>& judge,
                             std::chrono::milliseconds limit);

/// Whether the kernel lets a program be supervised.
bool can_supervise();

} // namespace ctask
