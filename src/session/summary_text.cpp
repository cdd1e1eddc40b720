// A recorded session in words.
#include "session/summary_text.hpp"

#include "base/text.hpp"
#include "session/ending.hpp"

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
    if (session.end_reason == "interrupted") return "interrupted";
    if (session.end_reason == "timed_out") return describe(Ending{Ending::Kind::timed_out});
    if (!session.exit_signal.empty()) return "ended by signal " + visible(session.exit_signal);
    if (session.exit_code) return describe(Ending{Ending::Kind::exited, *session.exit_code});
    if (session.end_reason == "tmux_session_ended") return describe(Ending{Ending::Kind::unknown});
    return "ended";
}

std::string describe_length(const Summary& session)
{
    if (session.end_reason == "interrupted" && session.duration_seconds == 0) return {};
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

} // namespace ctask
