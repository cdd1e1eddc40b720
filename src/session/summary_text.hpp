// A recorded session in words: how it ended and what changed, as log, reports and listings all say it.
#pragma once

#include "record/summary.hpp"

#include <string>

namespace ctask {

/// The words of describe(Ending) for a session that was read from disk. Safe to show.
std::string describe_ending(const Summary& session);
/// How long it lasted: "42 min". Empty for a session that was cut off before it gave a second sign of life:
/// how long that lasted nobody knows.
std::string describe_length(const Summary& session);
/// "3 added, 7 modified, 1 deleted", "no changes", "changes unknown".
std::string describe_changes(const Summary& session);
/// The same by the full counts of a history line, whose lists may have been cut.
std::string describe_changes(const HistoryEntry& entry);
/// Whether there is something new in notes.md. (notes_updated is true of notes that were removed, too.)
bool has_new_notes(const Summary& session);

} // namespace ctask
