// The log for people, and the words it shares with reports.
#include "session/session_log.hpp"

#include "session/summary_text.hpp"
#include "support/doctest.hpp"

namespace ctask {
namespace {

Summary session()
{
    Summary summary;
    summary.session_id = "box-4711-20261122T112000Z";
    summary.agent = "claude";
    summary.started_at = *parse_time("2026-11-22T11:20:00Z");
    summary.duration_seconds = 42 * 60;
    summary.end_reason = "child_exited";
    summary.exit_code = 0;
    summary.changes = {{"a", "b", "c"}, {"d"}, {"e"}};
    return summary;
}

TEST_CASE("a log entry is one line that says when, who, how long, how it ended and what changed")
{
    Summary summary = session();
    summary.notes_updated = true;
    CHECK(log_entry(summary) ==
          "2026-11-22T11:20:00Z  claude  42 min  ended normally  "
          "3 added, 1 modified, 1 deleted, notes updated  [box-4711-20261122T112000Z]\n");
}

TEST_CASE("a log entry stays one line whatever the names are")
{
    Summary summary = session();
    summary.agent = "evil\nagent\x1b[2J";
    summary.session_id = "a\rb";
    std::string entry = log_entry(summary);
    CHECK(entry.find_first_of("\x1b\r") == std::string::npos);
    CHECK(entry.find('\n') == entry.size() - 1);
}

TEST_CASE("how a session ended is told the same from disk as from memory")
{
    struct {
        const char* end_reason;
        std::optional<int> exit_code;
        const char* exit_signal;
        const char* words;
    } const table[] = {
        {"child_exited", 0, "", "ended normally"},
        {"child_exited", 3, "", "exited 3"},
        {"child_exited", {}, "TERM", "ended by signal TERM"},
        {"interrupted", {}, "", "interrupted"},
        {"timed_out", 124, "", "stopped by --timeout"},
        {"timed_out", {}, "KILL", "stopped by --timeout"},
        {"tmux_session_ended", {}, "HUP", "ended by signal HUP"},
        {"tmux_session_ended", {}, "", "ended, how is not known"},
        {"", {}, "", "ended"},
    };
    for (const auto& row : table) {
        CAPTURE(row.words);
        Summary summary = session();
        summary.end_reason = row.end_reason;
        summary.exit_code = row.exit_code;
        summary.exit_signal = row.exit_signal;
        CHECK(describe_ending(summary) == row.words);
    }
}

TEST_CASE("only what changed is counted")
{
    struct {
        Changes changes;
        const char* words;
    } const table[] = {
        {{}, "no changes"},
        {{{"a"}, {}, {}}, "1 added"},
        {{{}, {"a", "b"}, {}}, "2 modified"},
        {{{}, {}, {"a"}}, "1 deleted"},
        {{{"a"}, {}, {"b"}}, "1 added, 1 deleted"},
    };
    for (const auto& row : table) {
        Summary summary = session();
        summary.changes = row.changes;
        CHECK(describe_changes(summary) == row.words);
        summary.changes_known = false;
        CHECK(describe_changes(summary) == "changes unknown");
        const Changes& changes = row.changes;
        HistoryEntry entry{session(), changes.added.size(), changes.modified.size(), changes.deleted.size()};
        CHECK(describe_changes(entry) == row.words);
    }
}

} // namespace
} // namespace ctask
