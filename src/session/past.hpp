// What is known of the sessions before this one, and writing a session into that memory.
#pragma once

#include "record/summary.hpp"
#include "session/session.hpp"

#include <optional>

namespace ctask {

/// The summary of the last session; nothing when there is none. One that cannot be read is told as trouble.
std::optional<Summary> read_last_summary(Session& session, const Directory& state);

/// Writes a session into log, history, summary and task.yaml's updated_at, each attempted whatever becomes of
/// the others. `lock` is kept fresh in between when there is one.
void record_session(Session& session, Directory& state, const Summary& summary, HeldLock* lock);

/// Whether the user's notes are among the changes.
bool touches_notes(const Changes& changes);

/// Whether the history has a session of this id: a recovery that was itself cut off does not record it twice.
bool is_in_history(const Directory& state, const std::string& session_id);

} // namespace ctask
