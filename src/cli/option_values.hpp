// Values of options, read: what is wrong with one is told as a usage error that names the option.
#pragma once

#include "base/times.hpp"
#include "cli/command_line.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace ctask {

/// The most things to show by --limit; `fallback` when it was not given, no limit at all for 0.
std::size_t limit_of(const CommandLine& line, std::size_t fallback);

/// A time by such an option: how long ago it was, a local date or time, or an RFC 3339 time. Nothing when the
/// option was not given.
std::optional<WallTime> time_of(const CommandLine& line, const std::string& option, WallTime now);

/// The same command, to show everything.
CommandLine without_limit(CommandLine line);

/// What a listing shows unless --limit says otherwise.
inline constexpr std::size_t kUsualLimit = 20;

} // namespace ctask
