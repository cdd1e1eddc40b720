// ctask run under strace, which makes one of its system calls fail or kills it there.
#pragma once

#include "support/binary.hpp"

#include <map>
#include <optional>

namespace ctask {

struct Injection {
    /// A system call as strace names it.
    std::string call;
    /// What strace is to do there: "error=EIO", "signal=SIGKILL".
    std::string what;
    /// The how manieth of these calls, counted from 1.
    std::size_t first = 1;
    /// Every later one too.
    bool lasting = false;
};

struct Injected {
    ProgramResult result;
    /// How many calls came to harm.
    std::size_t harmed = 0;
};

/// Runs `ctask ARGUMENTS` so, but not what that starts. Fails the test when it has not ended within the
/// limit.
Injected run_injected(const Binary& ctask, const Words& arguments, const Injection& injection,
                      std::chrono::milliseconds limit = kPatience);

/// The calls of one kind that a command makes from main() on, by number: after `first`, up to `last`. What
/// comes before is the dynamic loader's.
struct CallRange {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t size() const { return last - first; }
};

/// Runs `ctask ARGUMENTS` unharmed and counts the calls of these kinds, which are those that change
/// something, may wait, or use up something.
std::map<std::string, CallRange> count_calls(const Binary& ctask, const Words& arguments);

/// Whether strace may trace here; says so when the test is to be skipped.
bool can_inject();

} // namespace ctask
