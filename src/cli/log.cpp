// ctask log: the past sessions of a workspace, or of all of them, the newest first.
#include "base/error.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/json_members.hpp"
#include "cli/named_workspace.hpp"
#include "cli/notice.hpp"
#include "cli/option_values.hpp"
#include "cli/past_sessions.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "report/table.hpp"
#include "session/ending_on_record.hpp"
#include "session/exit_status.hpp"
#include "session/summary_text.hpp"
#include "workspace/catalog.hpp"
#include "workspace/finding.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// The short form for a column; describe_ending() has the sentence.
Cell ended(const Summary& session)
{
    const Ending ending = ending_of(session);
    switch (ending.kind) {
    case Ending::Kind::interrupted:
        return {"interrupted", Shade::doubtful};
    case Ending::Kind::timed_out:
        return {"timed out", Shade::doubtful};
    case Ending::Kind::signalled:
        return {"signal " + session.exit_signal, Shade::doubtful};
    case Ending::Kind::exited:
        return {std::to_string(ending.number), ending.number == 0 ? Shade::plain : Shade::doubtful};
    case Ending::Kind::unknown:
    case Ending::Kind::not_found:
    case Ending::Kind::not_runnable:
    case Ending::Kind::failed:
    case Ending::Kind::cancelled:
    case Ending::Kind::declined:
    case Ending::Kind::in_use:
    case Ending::Kind::not_launched:
        break;
    }
    return {"-"};
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

/// A past session and where it was.
struct Logged {
    HistoryEntry entry;
    std::string path;
    std::string name;
    std::string slug;
};

void print_table(Streams& streams, const std::vector<Logged>& sessions, bool with_workspace)
{
    std::vector<std::string> headings = {"WHEN", "LASTED", "AGENT", "ENDED", "CHANGED"};
    if (with_workspace) headings.emplace_back("WORKSPACE");
    Table table(std::move(headings));
    if (with_workspace) table.tells_apart(5);
    table.may_go({1, 2});
    for (const Logged& logged : sessions) {
        const Summary& session = logged.entry.session;
        const std::string lasted = describe_length(session);
        std::vector<Cell> row = {{format_local_minute(session.started_at)},
                                 {lasted.empty() ? "-" : lasted},
                                 {session.agent.empty() ? "-" : session.agent},
                                 ended(session),
                                 {changed(logged.entry)}};
        if (with_workspace) row.push_back({logged.name});
        table.add(std::move(row));
    }
    print(streams, table.text(streams.out_columns, streams.colour_out));
}

void print_json(Streams& streams, const std::vector<Logged>& sessions, bool with_workspace)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_array();
    for (const Logged& logged : sessions) {
        json.begin_object();
        if (with_workspace) write_place_members(json, logged.path, logged.name, logged.slug);
        write_session_members(json, logged.entry);
        json.end_object();
    }
    json.end_array();
    json.finish();
    print(streams, sink.text);
}

/// What is to be shown, and whether all that there is could be read.
struct Found {
    std::vector<Logged> sessions;
    bool whole = true;
};

void add_sessions(Streams& streams, const Directory& workspace, const std::string& name,
                  const std::string& slug, Found& found)
{
    PastSessions past = read_past_sessions(workspace);
    if (past.unusable) found.whole = false;
    for (const std::string& problem : past.problems) notice(streams, problem);
    // Those of one workspace that began in the same second stay in the order in which they ended.
    std::reverse(past.entries.begin(), past.entries.end());
    for (HistoryEntry& entry : past.entries)
        found.sessions.push_back({std::move(entry), workspace.path(), name, slug});
    if (past.unusable) notice(streams, past.unusable->hint());
}

Found sessions_of_all(World& world, Streams& streams, const Settings& settings)
{
    Found found;
    for (const CatalogEntry& listed : read_catalog(world.files, settings)) {
        try {
            add_sessions(streams, *listed.parent->open(listed.name), listed.name, listed.slug(), found);
        } catch (const std::system_error& failure) {
            notice(streams, failure.what());
            found.whole = false;
        }
    }
    return found;
}

/// A session that was cut off is recorded when the next one starts, which may be behind sessions that began
/// later.
void sort_newest_first(std::vector<Logged>& sessions)
{
    const auto is_newer = [](const Logged& left, const Logged& right) {
        return left.entry.session.started_at > right.entry.session.started_at;
    };
    std::stable_sort(sessions.begin(), sessions.end(), is_newer);
}

/// `word`: by which the workspace is found.
void tell_nothing_found(Streams& streams, const CommandLine& line, const std::string& slug,
                        const std::string& word)
{
    if (const auto since = line.get("since")) {
        const std::optional<Nanoseconds> length = parse_duration(*since);
        notice(streams, "no session has ended " +
                            (length ? "in the last " + describe_duration(*length) : "since " + *since));
    } else if (line.has("all"))
        notice(streams, "no session has ended in any workspace yet");
    else
        notice(streams, "no session has ended in " + slug + " yet; ctask resume " + shell_quoted(word) +
                            " starts one");
}

} // namespace

int run_log(World& world, Streams& streams, const CommandLine& line)
{
    const std::size_t limit = limit_of(line, kUsualLimit);
    const std::optional<WallTime> since = time_of(line, "since", world.clock.now());
    const bool all = line.has("all");
    if (all && line.argument)
        throw UsageError("--all is about every workspace, and " + *line.argument + " is one",
                         "ctask log --all, or ctask log " + shell_quoted(*line.argument));
    const Settings settings = read_settings(world, streams);
    Found read;
    std::string slug;
    std::string word;
    if (all) {
        read = sessions_of_all(world, streams, settings);
    } else {
        const Workspace workspace = named_workspace(world, settings, line, Broken::allowed);
        tell_trashed(streams, workspace);
        slug = workspace.slug();
        add_sessions(streams, *workspace.directory, workspace.name, slug, read);
        if (read.sessions.empty()) word = word_for(world.files, settings, workspace, {slug, workspace.name});
    }
    // What is not known is not told as nothing.
    if (read.sessions.empty() && !read.whole) return kFailed;
    std::vector<Logged>& sessions = read.sessions;
    sort_newest_first(sessions);
    if (since)
        std::erase_if(sessions, [&](const Logged& logged) { return logged.entry.session.ended_at < *since; });

    const std::size_t found = sessions.size();
    if (found > limit) sessions.erase(sessions.begin() + static_cast<std::ptrdiff_t>(limit), sessions.end());
    if (line.has("json")) {
        print_json(streams, sessions, all);
    } else if (found == 0) {
        if (read.whole) tell_nothing_found(streams, line, slug, word);
    } else {
        print_table(streams, sessions, all);
        if (found > sessions.size())
            notice(streams, std::to_string(sessions.size()) + " of " + std::to_string(found) + " shown; " +
                                shell_line(without_limit(line)) + " shows all");
    }
    return read.whole ? 0 : kFailed;
}

} // namespace ctask
