// The memory of a workspace: sessions.log for people, history.jsonl for tools, the summary for the next
// start.
#include "session/past.hpp"

#include "base/error.hpp"
#include "base/time_bounds.hpp"
#include "record/manifest.hpp"
#include "session/session_log.hpp"
#include "workspace/layout.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace ctask {

namespace {

/// A longer log is not searched for what it has already.
constexpr std::size_t kLogSearched = std::size_t{64} << 20;
const std::string kTimeNotNoted = "its updated_at stays as it is";

void set_updated_at(Session& session, const Summary& summary)
{
    Directory& workspace = session.workspace();
    const FileContent content = workspace.read(layout::kTaskFile, kTaskFileLimit);
    if (!content.present()) return;
    const std::string path = workspace.path_of(layout::kTaskFile);
    const std::optional<WallTime> updated_at = parse_task_file(content.bytes, path).updated_at;
    const bool is_newer = updated_at && *updated_at > summary.ended_at;
    // A time yet to come was written by a clock that was wrong.
    if (is_newer && *updated_at <= session.world.clock.now()) return;
    const std::map<std::string, std::string> values = {{"updated_at", format_time(summary.ended_at)}};
    workspace.write(layout::kTaskFile, change_task_file(content.bytes, values, path), Durability::synced,
                    kSharedFile);
}

/// A broken one costs this alone: the session is recorded all the same.
void update_task_file(Session& session, const Summary& summary)
{
    try {
        set_updated_at(session, summary);
    } catch (const Failure& broken) {
        session.troubles.tell(broken.what(), kTimeNotNoted);
    }
}

void write_log(Session& session, const std::string& entries)
{
    Directory& workspace = session.workspace();
    workspace.make_directory(layout::kLogs, kSharedDirectory);
    workspace.append(layout::kSessionsLog, entries, Durability::buffered, kSharedFile);
}

bool touches_notes(const Changes& changes)
{
    for (const auto* names : {&changes.added, &changes.modified, &changes.deleted})
        if (std::binary_search(names->begin(), names->end(), layout::kNotes)) return true;
    return false;
}

} // namespace

std::optional<Summary> read_last_summary(Session& session, const Directory& state,
                                         std::optional<FileStamp>& stamp)
{
    FileContent found;
    std::optional<Summary> summary;
    const auto read = [&] {
        summary = read_summary_file(state, layout::kSummary, session.plan.rules, found);
    };
    // Memory may not suffice for it.
    const bool was_read = session.troubles.attempt(read);
    stamp.reset();
    if (was_read && found.absent()) return std::nullopt;
    // Looked at once more, as whoever takes the lease will: a reading that failed may not have come so far.
    if (was_read && found.error == 0)
        stamp = found.stamp;
    else
        session.troubles.attempt([&] { stamp = state.stamp_of(layout::kSummary); });
    if (was_read && !summary) session.troubles.tell_bad_file(state, layout::kSummary, found.problem);
    return summary;
}

void set_changes(Summary& summary, const std::optional<Listing>& before, const std::optional<Listing>& after)
{
    summary.duration_seconds =
        std::chrono::floor<Seconds>(time_between(summary.started_at, summary.ended_at)).count();
    summary.changes_known = before && after && !before->is_all_gaps() && !after->is_all_gaps();
    if (summary.changes_known) summary.changes = compare(*before, *after);
    summary.notes_updated = touches_notes(summary.changes);
}

void set_end_manifest(Summary& summary, const Listing& before, Listing now)
{
    summary.end_unreadable = now.unreadable;
    summary.end_manifest = last_known(before, std::move(now));
}

void record_session(Session& session, Directory& state, const Summary& summary, HeldLock* lock)
{
    const auto attempt = [&](const std::function<void()>& part) {
        session.troubles.attempt(part, kNotRecorded);
        if (lock) lock->keep_fresh();
    };
    attempt([&] { write_log(session, log_entry(summary)); });
    attempt([&] { state.append(layout::kHistory, history_line(summary), Durability::synced, kPrivateFile); });
    set_last_session(session, state, summary, lock, kNotRecorded);
}

void set_last_session(Session& session, Directory& state, const Summary& summary, HeldLock* lock,
                      const std::string& consequence)
{
    const auto write = [&] {
        const auto produce = [&summary](ByteSink& sink) { write_summary(sink, summary); };
        state.write(layout::kSummary, produce, Durability::synced, kPrivateFile);
    };
    session.troubles.attempt(write, consequence);
    if (!lock) return;
    lock->keep_fresh();
    session.troubles.attempt([&] { update_task_file(session, summary); }, consequence);
    lock->keep_fresh();
}

std::optional<Summary> recorded_session(const Directory& state, const std::string& session_id)
{
    if (session_id.empty()) return std::nullopt;
    const FileContent content = state.read(layout::kHistory, kHistoryLimit);
    std::size_t bad_lines = 0;
    std::vector<HistoryEntry> entries;
    if (content.present()) entries = parse_history(content.bytes, bad_lines);
    const auto has_it = [&](const HistoryEntry& entry) { return entry.session.session_id == session_id; };
    const auto newest = std::find_if(entries.rbegin(), entries.rend(), has_it);
    if (newest != entries.rend()) return std::move(newest->session);
    // The earlier tool keeps no history.
    FileContent found;
    std::optional<Summary> summary = read_summary_file(state, layout::kSummary, ScanRules(), found);
    if (!summary || summary->session_id != session_id) return std::nullopt;
    return summary;
}

std::set<std::string> ids_in_history(const Directory& state)
{
    std::set<std::string> ids;
    const FileContent content = state.read(layout::kHistory, kHistoryLimit);
    if (!content.present()) return ids;
    std::size_t bad_lines = 0;
    for (const HistoryEntry& entry : parse_history(content.bytes, bad_lines))
        ids.insert(entry.session.session_id);
    return ids;
}

bool add_to_past(Session& session, Directory& state, const std::vector<Summary>& interrupted,
                 const std::string& consequence)
{
    // The log comes first: a session that is in the history is not recovered again.
    const std::string logged = session.workspace().read(layout::kSessionsLog, kLogSearched).bytes;
    std::string history;
    std::string log;
    for (const Summary& summary : interrupted) {
        history += history_line(summary);
        if (logged.find(log_mark(summary)) == std::string::npos) log += log_entry(summary);
    }
    session.troubles.attempt(
        [&] {
            if (!log.empty()) write_log(session, log);
        },
        consequence);
    const auto add = [&] { state.append(layout::kHistory, history, Durability::synced, kPrivateFile); };
    return session.troubles.attempt(add, consequence);
}

} // namespace ctask
