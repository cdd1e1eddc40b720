// What is known of the sessions before this one, and writing a session into that memory.
#pragma once

#include "record/summary.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>

namespace ctask {

/// What a failed write of them means to the user.
inline const std::string kNotRecorded = "this session is not fully recorded";

/// The summary of the last session; nothing when there is none. One that cannot be read is told as trouble.
/// `stamp` gets the file's, by which it is known again.
std::optional<Summary> read_last_summary(Session& session, const Directory& state,
                                         std::optional<FileStamp>& stamp);

/// Fills in what changed between the two lists, the end manifest, and how long it was from started_at to
/// ended_at.
void set_changes(Summary& summary, const std::optional<FileList>& before, std::optional<FileList> after);

/// Writes a session into log, history, summary and task.yaml's updated_at, each attempted whatever becomes of
/// the others. `lock` is kept fresh in between; without one task.yaml, which others rewrite too, is left
/// alone.
void record_session(Session& session, Directory& state, const Summary& summary, HeldLock* lock);

/// Whether the history has a session of this id: a recovery that was itself cut off does not record it twice.
bool is_in_history(const Directory& state, const std::string& session_id);

} // namespace ctask
