// What is known of the sessions before this one, and writing a session into that memory.
#pragma once

#include "record/summary.hpp"
#include "session/session.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ctask {

/// What a failed write of them means to the user.
inline const std::string kNotRecorded = "this session is not fully recorded";

/// The summary of the last session; nothing when there is none. One that cannot be read is told as trouble.
/// `stamp` gets the file's, by which it is known again.
std::optional<Summary> read_last_summary(Session& session, const Directory& state,
                                         std::optional<FileStamp>& stamp);

/// Fills in what changed between the two lists, as far as that is known, and how long it was from started_at
/// to ended_at.
void set_changes(Summary& summary, const std::optional<Listing>& before, const std::optional<Listing>& after);

/// The files as the session left them, for the next start; what could not be read is as it was `before`.
void set_end_manifest(Summary& summary, const Listing& before, Listing now);

/// Writes a session into log, history, summary and task.yaml's updated_at, each attempted whatever becomes of
/// the others. `lock` is kept fresh in between; without one task.yaml, which others rewrite too, is left
/// alone.
void record_session(Session& session, Directory& state, const Summary& summary, HeldLock* lock);

/// What the history has of the session of this id, the newest of them, else the summary; nothing when neither
/// has any.
std::optional<Summary> recorded_session(const Directory& state, const std::string& session_id);

/// The ids that the history has: a recovery that was itself cut off does not record a session twice.
std::set<std::string> ids_in_history(const Directory& state);

/// Adds sessions that were cut off to log and history, each in one write. False when the history did not take
/// them, and what that means is told as `consequence`; added again, they are in the log once all the same.
bool add_to_past(Session& session, Directory& state, const std::vector<Summary>& interrupted,
                 const std::string& consequence);

/// Makes this one the last session, by the summary and by task.yaml's updated_at, which is set back only
/// from the future. Each is attempted, and what fails told as `consequence`.
void set_last_session(Session& session, Directory& state, const Summary& summary, HeldLock* lock,
                      const std::string& consequence);

} // namespace ctask
