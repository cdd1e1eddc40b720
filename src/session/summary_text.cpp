// Sentences for a summary; those for an Ending are in ending.cpp.
#include "session/summary_text.hpp"

#include "base/text.hpp"
#include "session/ending_on_record.hpp"
#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {

namespace {

std::string counted(bool known, std::size_t added, std::size_t modified, std::size_t deleted)
{
    if (!known) return "changes unknown";
    std::string text;
    auto mention = [&text](std::size_t count, const char* what) {
        if (count == 0) return;
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + what;
    };
    mention(added, "added");
    mention(modified, "modified");
    mention(deleted, "deleted");
    return text.empty() ? "no changes" : text;
}

} // namespace

std::string describe_ending(const Summary& session)
{
    const Ending ending = ending_of(session);
    // As it was written down, for it may be a signal of another system.
    if (ending.kind == Ending::Kind::signalled) return "ended by signal " + visible(session.exit_signal);
    // Whoever wrote that did not say whether anybody knows.
    if (ending.kind == Ending::Kind::unknown && end_reason_of(session) == EndReason::unknown) return "ended";
    return describe(ending);
}

std::string describe_length(const Summary& session)
{
    if (end_reason_of(session) == EndReason::interrupted && session.duration_seconds == 0) return {};
    return describe_duration(Seconds(session.duration_seconds));
}

std::string describe_changes(const Summary& session)
{
    const Changes& changes = session.changes;
    return counted(session.changes_known, changes.added.size(), changes.modified.size(),
                   changes.deleted.size());
}

std::string describe_changes(const HistoryEntry& entry)
{
    return counted(entry.session.changes_known, entry.added_count, entry.modified_count, entry.deleted_count);
}

bool has_new_notes(const Summary& session)
{
    const std::vector<std::string>& deleted = session.changes.deleted;
    return session.notes_updated &&
           std::find(deleted.begin(), deleted.end(), layout::kNotes) == deleted.end();
}

} // namespace ctask
