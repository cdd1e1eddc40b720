// What one session did: the summary shown at the next start, and its line in the history.
#pragma once

#include "base/json_writer.hpp"
#include "base/times.hpp"
#include "record/changes.hpp"
#include "record/json_reader.hpp"
#include "world/directory.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// How it came that a session ended.
enum class EndReason {
    unknown,
    child_exited,
    tmux_session_ended,
    interrupted,
    timed_out,
};

/// As it stands in the files; empty for unknown.
std::string name_of(EndReason reason);

/// Optional keys that were absent are empty.
struct Summary {
    std::string session_id;
    std::string hostname;
    std::string agent;
    std::string mode;
    WallTime started_at{};
    WallTime ended_at{};
    std::int64_t duration_seconds = 0;
    /// False where there came to be no session, in --report only: the times are written as null then.
    bool took_place = true;
    Changes changes;
    /// False when a manifest was missing, so that `changes` says nothing; written as `changes_unknown: true`.
    bool changes_known = true;
    bool notes_updated = false;
    /// The name of an EndReason, or what others call it.
    std::string end_reason;
    /// child_exit, polling.
    std::string detected_via;
    std::optional<int> exit_code;
    /// A name as kill -l has it: TERM.
    std::string exit_signal;
    /// created, adopted.
    std::string session_ownership;
    std::optional<WallTime> adopted_from_orphan_at;
    std::optional<FileList> end_manifest;
    /// What could not be read when that was made, as Listing has it.
    std::vector<std::string> end_unreadable;
    /// What others have written into the file of the summary: it is written back when that is written anew.
    std::vector<JsonMember> unknown;

    bool operator==(const Summary&) const = default;
};

/// `unknown` for a reason that has no name here.
EndReason end_reason_of(const Summary& summary);

/// Nothing when malformed; `problem` then says why.
std::optional<Summary> parse_summary(std::string_view bytes, const ScanRules& rules, std::string& problem);
void write_summary(ByteSink& sink, const Summary& summary);
/// The summary of that name. Nothing when there is none, for which the problem of what was `found` is empty,
/// or none that can be used.
std::optional<Summary> read_summary_file(const Directory& directory, const std::string& name,
                                         const ScanRules& rules, FileContent& found);

/// A history line: a summary without end_manifest whose lists may have been cut, with the full counts beside
/// them.
struct HistoryEntry {
    Summary session;
    std::size_t added_count = 0;
    std::size_t modified_count = 0;
    std::size_t deleted_count = 0;
};

/// With the counts of lists that are whole.
HistoryEntry entry_of(Summary session);

/// A history over 1 GiB is not read.
inline constexpr std::size_t kHistoryLimit = std::size_t{1} << 30;
/// Names that one list of a history line holds at most.
inline constexpr std::size_t kHistoryNames = 1000;

/// One line with its line feed.
std::string history_line(const Summary& summary);
/// Nothing for a malformed line.
std::optional<HistoryEntry> parse_history_line(std::string_view line);
/// The entries of a history file, oldest first; `bad_lines` counts those that could not be read.
std::vector<HistoryEntry> parse_history(std::string_view bytes, std::size_t& bad_lines);

/// No cutting, and no counts beside the lists.
inline constexpr std::size_t kAllNames = std::size_t(-1);

/// The members that summary, history and --report share, into an object that is open. With another limit than
/// kAllNames each list is cut at so many names and has its full count beside it.
void write_session_members(JsonWriter& json, const Summary& summary, std::size_t names_at_most);
/// The same for an entry read back, whose full counts are its own: `ctask log --json`.
void write_session_members(JsonWriter& json, const HistoryEntry& entry);

} // namespace ctask
