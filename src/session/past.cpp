// The memory of a workspace: sessions.log for people, history.jsonl for tools, the summary for the next
// start.
#include "session/past.hpp"

#include "record/manifest.hpp"
#include "session/session_log.hpp"
#include "workspace/layout.hpp"

#include <algorithm>
#include <functional>

namespace ctask {

namespace {

void update_task_file(Session& session, const Summary& summary)
{
    Directory& workspace = session.workspace();
    const FileContent content = workspace.read(layout::kTaskFile, kTaskFileLimit);
    if (!content.present()) return;
    const std::string path = workspace.path() + "/" + layout::kTaskFile;
    const std::map<std::string, std::string> values = {{"updated_at", format_time(summary.ended_at)}};
    workspace.write(layout::kTaskFile, change_task_file(content.bytes, values, path), Durability::synced,
                    kSharedFile);
}

void write_log(Session& session, const Summary& summary)
{
    Directory& workspace = session.workspace();
    workspace.make_directory(layout::kLogs, kSharedDirectory);
    workspace.append(layout::kSessionsLog, log_entry(summary), Durability::buffered, kSharedFile);
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
    const FileContent content = state.read(layout::kSummary, kManifestLimit);
    stamp.reset();
    if (!content.absent()) stamp = content.stamp;
    if (content.absent()) return std::nullopt;
    std::string problem = content.problem;
    std::optional<Summary> summary;
    if (content.present()) summary = parse_summary(content.bytes, session.plan.rules, problem);
    if (!summary) session.troubles.tell(state.path() + "/" + layout::kSummary + " " + problem);
    return summary;
}

void set_changes(Summary& summary, const std::optional<FileList>& before, std::optional<FileList> after)
{
    summary.duration_seconds =
        std::chrono::duration_cast<Seconds>(summary.ended_at - summary.started_at).count();
    summary.changes_known = before && after;
    if (summary.changes_known) summary.changes = compare(*before, *after);
    summary.notes_updated = touches_notes(summary.changes);
    summary.end_manifest = std::move(after);
}

void record_session(Session& session, Directory& state, const Summary& summary, HeldLock* lock)
{
    const auto attempt = [&](const std::function<void()>& part) {
        session.troubles.attempt(part, kNotRecorded);
        if (lock) lock->keep_fresh();
    };
    attempt([&] { write_log(session, summary); });
    attempt([&] { state.append(layout::kHistory, history_line(summary), Durability::synced, kPrivateFile); });
    attempt([&] {
        const auto produce = [&summary](ByteSink& sink) { write_summary(sink, summary); };
        state.write(layout::kSummary, produce, Durability::synced, kPrivateFile);
    });
    if (lock) attempt([&] { update_task_file(session, summary); });
}

bool is_in_history(const Directory& state, const std::string& session_id)
{
    const FileContent content = state.read(layout::kHistory, kHistoryLimit);
    if (!content.present() || session_id.empty()) return false;
    std::size_t bad_lines = 0;
    for (const HistoryEntry& entry : parse_history(content.bytes, bad_lines))
        if (entry.session.session_id == session_id) return true;
    return false;
}

} // namespace ctask
