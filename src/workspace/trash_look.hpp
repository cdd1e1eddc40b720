// When the trash was last looked through for what is too old, and what follows from that.
#pragma once

#include "base/times.hpp"
#include "world/directory.hpp"

#include <optional>
#include <string>

namespace ctask {

/// How long a workspace lies in the trash before it may go for good.
inline constexpr Seconds kKeptInTrash = std::chrono::hours(24 * 14);
/// A clock that stands wrong for once must not empty the trash: what is too old must have been so already
/// when the trash was last looked through, so long ago at least.
inline constexpr Nanoseconds kBetweenLooks = std::chrono::hours(24);

/// Nothing where none is remembered, or not in a way that can be read.
std::optional<WallTime> read_last_look(const Directory& trash);
/// Throws std::system_error.
void remember_look(Directory& trash, WallTime now);

/// Whether to remember this look: the first one, a day after the last, or after one that lies ahead.
bool is_new_look(const std::optional<WallTime>& last_look, WallTime now);
bool is_expired(WallTime trashed_at, const std::optional<WallTime>& last_look, WallTime now);
/// When it will be expired at the earliest, provided that the trash is looked through in time; not after
/// `now` when it is already.
WallTime expires_at(WallTime trashed_at, const std::optional<WallTime>& last_look, WallTime now);

} // namespace ctask
