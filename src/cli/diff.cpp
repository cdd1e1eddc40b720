// ctask diff: the files that a session has changed, as lines, as names, or as JSON.
#include "async/combine.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/json_members.hpp"
#include "cli/named_workspace.hpp"
#include "cli/notice.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "cli/workspace_changes.hpp"
#include "report/scan_progress.hpp"
#include "report/table.hpp"
#include "session/exit_status.hpp"

namespace ctask {

namespace {

using Since = WorkspaceChanges::Since;

constexpr std::size_t kWordColumns = 10;

std::string lines(const std::vector<std::string>& names, const char* word, Shade shade, bool coloured)
{
    std::string text;
    for (const std::string& name : names)
        text += shaded(pad(word, kWordColumns), shade, coloured) + visible(name) + "\n";
    return text;
}

std::string names_only(const Changes& changes, bool for_eyes)
{
    std::string text;
    for (const std::vector<std::string>* names : {&changes.added, &changes.modified, &changes.deleted})
        for (const std::string& name : *names) text += (for_eyes ? visible(name) : name) + "\n";
    return text;
}

std::string as_lines(const Changes& changes, bool coloured)
{
    return lines(changes.added, "added", Shade::good, coloured) +
           lines(changes.modified, "modified", Shade::doubtful, coloured) +
           lines(changes.deleted, "deleted", Shade::bad, coloured);
}

const char* word_of(Since since)
{
    switch (since) {
    case Since::never:
        return nullptr;
    case Since::running:
        return "running";
    case Since::cut_off:
        return "interrupted";
    case Since::last:
        return "last";
    }
    return nullptr;
}

void write_names(JsonWriter& json, const std::string& key, const std::vector<std::string>& names,
                 std::size_t count)
{
    json.key(key).value(names);
    json.key(key + "_count").value(std::uint64_t{count});
}

std::string as_json(const WorkspaceChanges& found)
{
    const Summary& session = found.entry.session;
    const bool known = found.since != Since::never;
    StringSink sink;
    JsonWriter json(sink);
    json.begin_object();
    const char* since = word_of(found.since);
    write_or_null(json, "since", since == nullptr ? "" : since);
    write_or_null(json, "session_id", session.session_id);
    write_or_null(json, "agent", session.agent);
    write_time_or_null(json, "started_at", known ? std::optional(session.started_at) : std::nullopt);
    const bool ended = found.since == Since::last;
    write_time_or_null(json, "ended_at", ended ? std::optional(session.ended_at) : std::nullopt);
    write_names(json, "files_added", session.changes.added, found.entry.added_count);
    write_names(json, "files_modified", session.changes.modified, found.entry.modified_count);
    write_names(json, "files_deleted", session.changes.deleted, found.entry.deleted_count);
    json.key("other_sessions").value(std::uint64_t{found.others});
    json.end_object();
    json.finish();
    return std::move(sink.text);
}

std::string which_session(const char* kind, const Summary& session)
{
    return std::string("the ") + kind + " session" +
           (session.agent.empty() ? "" : " (" + session.agent + ")");
}

/// What the lines are about, for whoever reads them.
std::string about(const WorkspaceChanges& found, const Workspace& workspace, WallTime now)
{
    const Summary& session = found.entry.session;
    const std::string what = session.changes.none() ? "nothing has changed" : "changes";
    const std::string began = " began at " + format_since(session.started_at, now);
    switch (found.since) {
    case Since::never:
        return "no session has run in " + workspace.slug() + " yet";
    case Since::running:
        return what + " since " + which_session("running", session) + began;
    case Since::cut_off:
        return what + " since " + which_session("interrupted", session) + began;
    case Since::last:
        return (session.changes.none() ? "nothing was changed by " : "changes by ") +
               which_session("last", session) + ", which" + began + " and ended " +
               describe_age(session.ended_at, now);
    }
    return {};
}

/// Said whatever the form of the answer.
void tell_what_is_missing(Streams& streams, const WorkspaceChanges& found)
{
    const HistoryEntry& entry = found.entry;
    const std::size_t all = entry.added_count + entry.modified_count + entry.deleted_count;
    if (all > entry.session.changes.count())
        notice(streams, "only " + std::to_string(entry.session.changes.count()) + " of " +
                            count_of(all, "name") + " were kept");
    if (found.unreadable > 0)
        notice(streams, count_of(found.unreadable, "entry", "entries") + " could not be looked at");
    if (found.others > 0)
        notice(streams, count_of(found.others, "other session") + (found.others == 1 ? " runs" : " run") +
                            " in the workspace too, and may have changed some of these");
}

} // namespace

int run_diff(World& world, Streams& streams, const CommandLine& line)
{
    const Settings settings = read_settings(world, streams);
    const Workspace workspace = named_workspace(world, settings, line, Broken::allowed);
    tell_trashed(streams, workspace);
    ScanProgress progress(streams.err, streams.err_redraws, streams.err_columns, streams.colour_err,
                          world.clock);
    WorkspaceChanges found;
    const auto show = [&progress](std::size_t files) { progress.show(files); };
    try {
        found = run_to_completion(world.context,
                                  find_changes(world, workspace, ScanRules(settings.ignore), show));
    } catch (...) {
        progress.erase();
        throw;
    }
    progress.erase();

    const Changes& changes = found.entry.session.changes;
    const bool as_text = !line.has("json") && !line.has("name-only");
    if (as_text) notice(streams, about(found, workspace, world.clock.now()));
    tell_what_is_missing(streams, found);
    if (line.has("json"))
        print(streams, as_json(found));
    else if (line.has("name-only"))
        print(streams, names_only(changes, streams.out_is_terminal));
    else
        print(streams, as_lines(changes, streams.colour_out));
    return changes.none() ? 0 : kChanged;
}

} // namespace ctask
