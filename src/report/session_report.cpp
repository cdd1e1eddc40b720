// The line of --report: the members of a history line, and what only a launcher wants to know.
#include "report/session_report.hpp"

#include "record/optional_members.hpp"
#include "report/session_text.hpp"
#include "session/ending_on_record.hpp"

namespace ctask {
namespace {

/// For a session that was not recorded: reclaimed, refused, or ended before its child ran. Without a child
/// there was none, which has no name and no times.
Summary unrecorded(const Outcome& outcome, const ReportedSession& reported)
{
    Summary summary;
    summary.hostname = reported.hostname;
    summary.agent = reported.agent;
    summary.mode = reported.mode;
    summary.took_place = outcome.ending.child_ran();
    if (summary.took_place) {
        summary.session_id = reported.session_id;
        summary.started_at = reported.began;
        summary.ended_at = reported.ended;
        summary.duration_seconds = std::chrono::floor<Seconds>(reported.ended - reported.began).count();
    }
    summary.changes_known = !outcome.trash_path.empty() || !outcome.ending.child_ran();
    write_exit(summary, outcome.ending);
    return summary;
}

std::string reason(const Outcome& outcome, const ReportedSession& reported)
{
    if (!outcome.trash_path.empty()) return why_reclaimed(reported.agent, outcome.ending);
    if (!reported.failure.empty()) return reported.failure;
    return outcome.ending.child_ran() ? "" : describe(outcome.ending);
}

} // namespace

std::string report_line(const Outcome& outcome, const ReportedSession& reported)
{
    StringSink sink;
    JsonWriter json(sink, JsonWriter::Layout::one_line);
    const Summary summary = outcome.summary ? *outcome.summary : unrecorded(outcome, reported);
    json.begin_object();
    write_session_members(json, summary, kHistoryNames);
    if (summary.changes_known) json.key("changes_unknown").value(false);
    write_or_null(json, "workspace", reported.workspace);
    write_or_null(json, "name", reported.name);
    write_or_null(json, "slug", reported.slug);
    json.key("how").value(name_of(outcome.ending.kind));
    json.key("exit_status").value(reported.exit_status.value_or(exit_status(outcome.ending)));
    json.key("reclaimed").value(!outcome.trash_path.empty());
    write_or_null(json, "trash_path", outcome.trash_path);
    write_or_null(json, "reason", reason(outcome, reported));
    json.end_object();
    json.finish();
    return std::move(sink.text) + "\n";
}

} // namespace ctask
