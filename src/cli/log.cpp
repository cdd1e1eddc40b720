// ctask log: the past sessions of a workspace, the newest first.
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "cli/inspect_commands.hpp"
#include "cli/named_workspace.hpp"
#include "cli/notice.hpp"
#include "cli/option_values.hpp"
#include "cli/past_sessions.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "report/table.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// The short form for a column; describe_ending() has the sentence.
Cell ended(const Summary& session)
{
    if (session.end_reason == "interrupted") return {"interrupted", Shade::doubtful};
    if (session.end_reason == "timed_out") return {"timed out", Shade::doubtful};
    if (!session.exit_signal.empty()) return {"signal " + session.exit_signal, Shade::doubtful};
    if (!session.exit_code) return {"-"};
    return {std::to_string(*session.exit_code), *session.exit_code == 0 ? Shade::plain : Shade::doubtful};
}

std::string changed(const HistoryEntry& entry)
{
    if (!entry.session.changes_known) return "?";
    std::vector<std::string> marks;
    if (entry.added_count > 0) marks.push_back("+" + std::to_string(entry.added_count));
    if (entry.modified_count > 0) marks.push_back("~" + std::to_string(entry.modified_count));
    if (entry.deleted_count > 0) marks.push_back("-" + std::to_string(entry.deleted_count));
    return marks.empty() ? "-" : join(marks, " ");
}

void print_table(Streams& streams, const std::vector<HistoryEntry>& entries)
{
    Table table({"WHEN", "LASTED", "AGENT", "ENDED", "CHANGED"});
    for (const HistoryEntry& entry : entries) {
        const Summary& session = entry.session;
        table.add({{format_local_minute(session.started_at)},
                   {describe_duration(Seconds(session.duration_seconds))},
                   {session.agent.empty() ? "-" : session.agent},
                   ended(session),
                   {changed(entry)}});
    }
    print(streams, table.text(streams.out_columns, streams.colour_out));
}

void print_json(Streams& streams, const std::vector<HistoryEntry>& entries)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_array();
    for (const HistoryEntry& entry : entries) {
        json.begin_object();
        write_session_members(json, entry);
        json.end_object();
    }
    json.end_array();
    json.finish();
    print(streams, sink.text);
}

} // namespace

int run_log(World& world, Streams& streams, const CommandLine& line)
{
    std::size_t limit = limit_of(line, kUsualLimit);
    Workspace workspace = named_workspace(world, read_settings(world, streams), line);
    PastSessions past = read_past_sessions(*workspace.directory);
    for (const std::string& problem : past.problems) notice(streams, problem);

    std::size_t found = past.entries.size();
    std::reverse(past.entries.begin(), past.entries.end());
    past.entries.resize(std::min(found, limit));
    if (line.has("json")) {
        print_json(streams, past.entries);
    } else if (found == 0) {
        notice(streams, "no session has ended in " + workspace.slug() + " yet; ctask resume " +
                            workspace.slug() + " starts one");
    } else {
        print_table(streams, past.entries);
        if (found > past.entries.size())
            notice(streams, std::to_string(past.entries.size()) + " of " + std::to_string(found) +
                                " shown; " + shell_line(without_limit(line)) + " shows all");
    }
    return 0;
}

} // namespace ctask
