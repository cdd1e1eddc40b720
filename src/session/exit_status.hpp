// The numbers that ctask exits with; ctask(1) tells of them under EXIT STATUS. The agent's own comes out as
// it is.
#pragma once

namespace ctask {

/// A command that starts no session failed.
inline constexpr int kFailed = 1;
/// diff found changes, or could not tell.
inline constexpr int kChanged = 1;
inline constexpr int kChangesUnknown = 2;
inline constexpr int kWrongUsage = 2;
/// The workspace is in use and there is nobody to ask.
inline constexpr int kInUse = 75;
inline constexpr int kTimedOut = 124;
/// A command that starts a session failed before an agent ran.
inline constexpr int kNoSessionStarted = 125;
inline constexpr int kNotRunnable = 126;
inline constexpr int kNotFound = 127;
/// And the number of the signal.
inline constexpr int kBySignal = 128;

} // namespace ctask
