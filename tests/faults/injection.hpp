// A program run under strace, which makes one of its system calls fail or kills the program there.
#pragma once

#include "support/binary.hpp"

#include <optional>

namespace ctask {

struct Injection {
    /// System calls as strace names them, separated by commas.
    std::string calls;
    /// What strace is to do there: "error=EIO", "signal=SIGKILL", "retval=0".
    std::string what;
    /// The how manieth of these calls, counted from 1.
    std::size_t first = 1;
    /// Every later one too.
    bool lasting = false;
};

struct Injected {
    ProgramResult result;
    /// How many of the calls were made, those that came to harm with them.
    std::size_t calls = 0;
    /// How many came to harm. A signal is counted for a call that it kept from being made.
    std::size_t harmed = 0;
};

/// Runs `ctask ARGUMENTS` and not what that starts. Without an injection nothing comes to harm: that counts
/// the calls.
Injected run_injected(const Binary& ctask, const Words& arguments, const std::string& calls,
                      const std::optional<Injection>& injection = std::nullopt,
                      std::chrono::milliseconds limit = kPatience);

/// Whether strace may trace here; says so when the test is to be skipped.
bool can_inject();

} // namespace ctask
