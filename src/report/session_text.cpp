// What a session tells, in words.
#include "report/session_text.hpp"

#include "base/text.hpp"
#include "report/in_use_text.hpp"
#include "report/name_list.hpp"
#include "session/summary_text.hpp"
#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kPrefixColumns = std::string_view("[ctask] ").size();

/// Room for names behind `lead` on a line.
std::size_t room_behind(const std::string& lead, const Telling& telling)
{
    std::size_t taken = kPrefixColumns + display_width(lead);
    return telling.columns > taken ? telling.columns - taken : std::min<std::size_t>(telling.columns, 1);
}

std::string with_names(const std::string& lead, const std::vector<std::string>& names, const Telling& telling)
{
    return lead + name_list(names, room_behind(lead, telling));
}

void add_names(Lines& lines, const char* label, const std::vector<std::string>& names, const Telling& telling)
{
    if (!names.empty()) lines.push_back(with_names("  " + pad(label, 10), names, telling));
}

Lines words(const Created& event, const Telling&)
{
    return {"created " + visible(event.category) + "/" + visible(event.name)};
}

Lines words(const Interrupted& event, const Telling& telling)
{
    const Summary& session = event.session;
    std::string line = "the session of " + format_since(session.started_at, telling.now);
    if (!session.agent.empty()) line += " (" + visible(session.agent) + ")";
    line += " was interrupted";
    if (session.changes_known) {
        std::size_t count = session.changes.count();
        line += "; " + (count ? count_of(count, "file") : std::string("no file")) + " changed in it";
    }
    return {line + ": recorded"};
}

Lines words(const ChangedOutside& event, const Telling& telling)
{
    std::vector<std::string> names = event.changes.added;
    names.insert(names.end(), event.changes.modified.begin(), event.changes.modified.end());
    names.insert(names.end(), event.changes.deleted.begin(), event.changes.deleted.end());
    std::sort(names.begin(), names.end());
    return {with_names(
        count_of(names.size(), "file") + " changed outside ctask since the last session: ", names, telling)};
}

Lines words(const InUse& event, const Telling& telling)
{
    return in_use_lines(event, telling.now);
}

Lines words(const Waiting& event, const Telling&)
{
    std::string limit = event.limit ? ", at most " + describe_duration(*event.limit) : "";
    return {"waiting for it to end" + limit};
}

Lines words(const WaitRanOut&, const Telling&)
{
    return {"it is still in use and the time to wait is over", "start beside it with --force"};
}

Lines words(const LastSession& event, const Telling& telling)
{
    const Summary& session = event.session;
    const std::string lasted = describe_length(session);
    std::string first = "last session " + describe_age(session.ended_at, telling.now) + ": " +
                        (session.agent.empty() ? "" : visible(session.agent) + ", ") +
                        (lasted.empty() ? "" : lasted + ", ") + describe_ending(session);
    bool has_names = session.changes_known && !session.changes.none();
    Lines lines{has_names ? first : first + ", " + describe_changes(session)};
    add_names(lines, "added", session.changes.added, telling);
    add_names(lines, "modified", session.changes.modified, telling);
    add_names(lines, "deleted", session.changes.deleted, telling);
    if (has_new_notes(session)) lines.push_back("  notes.md was updated");
    return lines;
}

Lines words(const Starting& event, const Telling& telling)
{
    std::string banner = visible(event.mode) + " :: " + visible(event.slug) + " · " + visible(event.agent);
    if (event.beside_another) banner += " · beside another session";
    return {banner, visible(with_tilde(event.path, telling.home))};
}

Lines words(const ChildStarted&, const Telling&)
{
    return {};
}

Lines words(const ChildEnded&, const Telling&)
{
    return {};
}

/// Where the wrong name stands.
std::string who_named(const NotStarted& event, const Telling& telling)
{
    const std::string& by = event.named_by;
    const std::string place = visible(with_tilde(by, telling.home));
    if (by == "--agent" || by.empty()) return {};
    if (by == "default") return "nothing names an agent, so it is the default: set CTASK_AGENT, or";
    if (by.find('/') != by.npos) return "agent in " + place + " names it: mend it there, or";
    return place + " names it: " + (by.find(':') != by.npos ? "mend it there, or" : "set it to another, or");
}

/// What to do about an agent that cannot be run.
Lines advice(const NotStarted& event, const Telling& telling)
{
    if (event.is_shell && event.named_by != "SHELL") return {};
    if (event.is_shell) return {"SHELL names it: export SHELL=/bin/sh, or another shell that is there"};
    Lines lines;
    const std::string named = who_named(event, telling);
    if (!named.empty()) lines.push_back(named + " for once give --agent NAME, or --shell for a plain shell");
    const std::string installed = "on this machine: " + visible(join(event.installed, ", "));
    if (named.empty() && event.installed.empty())
        lines.push_back("--agent NAME names another; --shell starts a plain shell");
    else if (!event.installed.empty())
        lines.push_back(installed + (named.empty() ? "; or --shell for a plain shell" : ""));
    return lines;
}

Lines words(const NotStarted& event, const Telling& telling)
{
    const std::string agent = visible(event.agent);
    if (event.ending.kind == Ending::Kind::failed)
        return {agent + " " + describe(event.ending) + ": " + visible(event.reason)};
    const bool absent = event.ending.kind == Ending::Kind::not_found;
    std::string line = event.is_shell ? "shell" : "agent";
    line += (absent ? " not found: " : " not executable: ") + agent;
    if (!absent && !event.reason.empty()) line += ": " + visible(event.reason);
    Lines lines = advice(event, telling);
    lines.insert(lines.begin(), line);
    return lines;
}

Lines words(const Trouble& event, const Telling&)
{
    std::string line = visible(event.what);
    return {event.consequence.empty() ? line : line + "; " + visible(event.consequence)};
}

Lines words(const LeaseLost& event, const Telling&)
{
    return {"another session took this workspace over while this one ran: " + visible(event.by)};
}

Lines words(const LeftBehind& event, const Telling& telling)
{
    std::vector<std::string> names;
    for (const ProcessFacts& process : event.processes)
        names.push_back(process.command + " (pid " + std::to_string(process.pid) + ")");
    if (names.empty()) return {};
    return {with_names("still running in the workspace: ", names, telling)};
}

Lines words(const Reclaimed& event, const Telling&)
{
    return {"nothing was done (" + why_reclaimed(event.agent, event.ending) +
            "): workspace moved to the trash; ctask undo brings it back"};
}

/// What makes a workspace of the directory again: a task.yaml with what the old one said of it.
std::string line_to_mend(const WorkspaceGone& event)
{
    TaskFile task = event.task;
    task.id = task.mode = task.status = "";
    std::vector<std::string> words = {"printf", shell_quoted("%s\\n")};
    for (const std::string& line : split_lines(format_task_file(task))) words.push_back(shell_quoted(line));
    words.insert(words.end(), {">", shell_quoted(event.path + "/" + layout::kTaskFile)});
    return visible(join(words, " "));
}

Lines words(const WorkspaceGone& event, const Telling& telling)
{
    const std::string path = visible(with_tilde(event.path, telling.home));
    if (event.all_of_it) return {"the workspace is gone: nothing is left of " + path};
    return {layout::kTaskFile + " is gone from " + path + ", and without it ctask finds no workspace there",
            "to put one back: " + line_to_mend(event)};
}

Lines words(const Ended& event, const Telling&)
{
    bool normal = event.ending.kind == Ending::Kind::exited && event.ending.number == 0;
    std::string line = describe_duration(Seconds(event.session.duration_seconds));
    if (!normal) line += " · " + describe(event.ending);
    line += " · " + describe_changes(event.session);
    if (has_new_notes(event.session)) line += " · notes updated";
    return {line};
}

} // namespace

std::string why_reclaimed(const std::string& agent, const Ending& ending)
{
    return visible(agent) + " " + describe(ending) + ", no file changed";
}

std::vector<std::string> lines_of(const SessionEvent& event, const Telling& telling)
{
    return std::visit([&](const auto& which) { return words(which, telling); }, event);
}

} // namespace ctask
