// The note that a workspace takes along into the trash: where it came from, and why it went.
#pragma once

#include "base/json_writer.hpp"
#include "base/times.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ctask {

struct TrashNote {
    /// From the root, raw: "general/2026-11-22_fix-the-parser". One that is read has no component that is
    /// empty, "." or "..".
    std::string place;
    WallTime trashed_at{};
    /// kDeleted, kNothingDone, or what another version wrote.
    std::string reason;
};

inline const std::string kDeleted = "deleted";
inline const std::string kNothingDone = "nothing_done";

/// A longer file is no note.
inline constexpr std::size_t kTrashNoteLimit = std::size_t{64} << 10;

std::string format_trash_note(const TrashNote& note);
/// Nothing for what is no note.
std::optional<TrashNote> parse_trash_note(std::string_view bytes);

} // namespace ctask
