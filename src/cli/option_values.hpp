// Values of options, read: what is wrong with one is told as a usage error that names the option.
#pragma once

#include "cli/command_line.hpp"

#include <cstddef>
#include <string>

namespace ctask {

/// The most things to show by --limit; `fallback` when it was not given, no limit at all for 0.
std::size_t limit_of(const CommandLine& line, std::size_t fallback);

/// The same command, to show everything.
CommandLine without_limit(CommandLine line);

/// What a listing shows unless --limit says otherwise.
inline constexpr std::size_t kUsualLimit = 20;

} // namespace ctask
