// What would go with a workspace, in words and as JSON.
#include "report/deletion_text.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"
#include "report/name_list.hpp"

namespace ctask {
namespace {

using Lines = std::vector<std::string>;

std::string first_line(const DeletionPreview& preview)
{
    const Survey& survey = preview.survey;
    std::string line =
        visible(preview.name) + ": " + count_of(survey.files, "file") + ", " + describe_size(survey.bytes);
    if (preview.sessions > 0) line += ", " + count_of(preview.sessions, "session");
    return line;
}

std::string in_place(const GitWork& work)
{
    return work.place.empty() ? "" : " in " + visible(work.place);
}

std::string command_line(const DeletionPreview& preview, const GitWork& work, const std::string& question)
{
    const std::string path = work.place.empty() ? preview.path : preview.path + "/" + work.place;
    return " (git -C " + visible(shell_quoted(path)) + " " + question + ")";
}

void add_git_work(Lines& lines, const DeletionPreview& preview, const GitWork& work)
{
    if (!work.problem.empty())
        lines.push_back("git cannot tell whether there is work" + in_place(work) + ": " +
                        visible(work.problem) + command_line(preview, work, "status"));
    if (work.uncommitted > 0)
        lines.push_back("uncommitted work" + in_place(work) + ": " + count_of(work.uncommitted, "file") +
                        command_line(preview, work, "status"));
    if (work.unpushed > 0)
        lines.push_back("not on any remote" + in_place(work) + ": " + count_of(work.unpushed, "commit") +
                        command_line(preview, work, "log --branches --not --remotes"));
    if (work.stashes > 0)
        lines.push_back("stashed" + in_place(work) + ": " + count_of(work.stashes, "change") +
                        command_line(preview, work, "stash list"));
}

void add_git(Lines& lines, const DeletionPreview& preview)
{
    const std::size_t repositories = preview.survey.repositories.size();
    for (const GitWork& work : preview.git.repositories) add_git_work(lines, preview, work);
    if (preview.git.git_missing)
        lines.push_back("git is not installed: whether there is uncommitted or unpushed work in " +
                        count_of(repositories, "repository", "repositories") + " is not known");
    if (preview.git.not_looked_at > 0)
        lines.push_back(count_of(preview.git.not_looked_at, "further repository", "further repositories") +
                        " not looked at");
}

void add_processes(Lines& lines, const DeletionPreview& preview)
{
    std::vector<std::string> names;
    for (const ProcessFacts& process : preview.standing_in)
        names.push_back(process.command + " (pid " + std::to_string(process.pid) + ")");
    if (names.empty()) return;
    std::string line = names.size() == 1 ? "a process still stands in it: "
                                         : std::to_string(names.size()) + " processes still stand in it: ";
    line += name_list(names, 0);
    if (!preview.sees_all_processes) line += "; those of other users cannot be seen";
    lines.push_back(line);
}

void write_git_work(JsonWriter& json, const GitWork& work)
{
    json.begin_object();
    json.key("place").value(work.place);
    if (!is_valid_utf8(work.place)) json.key("place_base64").value(to_base64(work.place));
    json.key("uncommitted_files").value(std::uint64_t{work.uncommitted});
    json.key("unpushed_commits").value(std::uint64_t{work.unpushed});
    json.key("stashes").value(std::uint64_t{work.stashes});
    json.key("problem");
    work.problem.empty() ? json.null() : json.value(work.problem);
    json.end_object();
}

} // namespace

std::vector<std::string> lines_of(const DeletionPreview& preview)
{
    Lines more;
    if (!preview.problem.empty()) more.push_back(visible(preview.problem));
    add_git(more, preview);
    add_processes(more, preview);
    const Survey& survey = preview.survey;
    if (survey.of_others > 0)
        more.push_back(count_of(survey.of_others, "entry belongs", "entries belong") + " to other users");
    if (survey.unreadable > 0)
        more.push_back(count_of(survey.unreadable, "directory", "directories") +
                       " cannot be read; what is in there is not counted");
    Lines lines{first_line(preview)};
    for (const std::string& line : more) lines.push_back("  " + line);
    return lines;
}

void write_members(JsonWriter& json, const DeletionPreview& preview)
{
    const Survey& survey = preview.survey;
    json.key("files").value(std::uint64_t{survey.files});
    json.key("directories").value(std::uint64_t{survey.directories});
    json.key("bytes").value(survey.bytes);
    json.key("unreadable_directories").value(std::uint64_t{survey.unreadable});
    json.key("entries_of_others").value(std::uint64_t{survey.of_others});
    json.key("sessions").value(std::uint64_t{preview.sessions});
    json.key("repositories").value(std::uint64_t{survey.repositories.size()});
    json.key("repositories_not_looked_at");
    json.value(
        std::uint64_t{preview.git.git_missing ? survey.repositories.size() : preview.git.not_looked_at});
    json.key("git_work").begin_array();
    for (const GitWork& work : preview.git.repositories) write_git_work(json, work);
    json.end_array();
    json.key("processes").begin_array();
    for (const ProcessFacts& process : preview.standing_in) {
        json.begin_object().key("pid").value(static_cast<std::int64_t>(process.pid));
        json.key("command").value(process.command).end_object();
    }
    json.end_array();
}

RefusedDeletion describe(DeletionRefusal refusal, const Workspace& workspace, const Survey& survey)
{
    const std::string name = workspace.slug();
    switch (refusal) {
    case DeletionRefusal::of_another_user:
        return {workspace.path + " belongs to another user (uid " +
                    std::to_string(workspace.directory->stamp().owner) + ")",
                {}};
    case DeletionRefusal::stands_in_it:
        return {"cannot delete " + name + ": the current directory lies in it", "go elsewhere first: cd"};
    case DeletionRefusal::named_by_environment:
        return {"cannot delete " + name + ": CTASK_WORKSPACE names it, so this shell belongs to it",
                "in another shell, or after: unset CTASK_WORKSPACE"};
    case DeletionRefusal::session_live:
        return {"cannot delete " + name + " while a session is in it", "end that session first"};
    case DeletionRefusal::mount_inside:
        return {"cannot delete " + name + ": something is mounted on " + name_list(survey.mount_points, 0) +
                    " in it",
                "unmount that first"};
    case DeletionRefusal::session_live_inside:
        return {"cannot delete " + name + " while a session is in a workspace that lies in it",
                "end that session first"};
    case DeletionRefusal::session_unknown:
        return {"cannot delete " + name + " while a session may be in it",
                "end it; if there is none, its lease counts as stale once it is " +
                    describe_duration(kStaleAfter) + " old: try again then"};
    case DeletionRefusal::in_trash:
        return {workspace.path + " is in the trash already", "ctask undo brings it back, --purge removes it"};
    }
    return {"cannot delete " + name, {}};
}

} // namespace ctask
