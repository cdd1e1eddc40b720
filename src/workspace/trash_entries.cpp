// Reading the trash.
#include "workspace/trash_entries.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "record/trash_note.hpp"
#include "workspace/draft.hpp"
#include "workspace/layout.hpp"
#include "workspace/opening.hpp"
#include "workspace/paths.hpp"
#include "workspace/slug.hpp"
#include "workspace/task_reading.hpp"
#include "workspace/trash.hpp"
#include "workspace/trash_look.hpp"
#include "workspace/trash_name.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace ctask {
namespace {

/// Null when there is none, or a link in its place. One that keeps us out is not an empty one.
std::unique_ptr<Directory> open_trash_of(const Directory& root)
{
    try {
        return root.stamp_of(layout::kTrash) ? root.open(layout::kTrash) : nullptr;
    } catch (const std::system_error& error) {
        if (error.code() == std::errc::permission_denied)
            throw Failure("cannot look into " + root.path() + "/" + layout::kTrash + ": " +
                              error.code().message(),
                          "chmod u+rwx " + shell_quoted(root.path() + "/" + layout::kTrash));
        return nullptr;
    }
}

void read_task(TrashEntry& entry, const FileContent& content)
{
    if (content.absent()) {
        entry.problem = layout::kTaskFile + " is missing";
        return;
    }
    TaskReading reading = read_task_file(content, layout::kTaskFile, entry.path + "/" + layout::kTaskFile);
    entry.task = std::move(reading.task);
    entry.problem = std::move(reading.problem);
}

/// Without a note: the category by task.yaml, the name by the entry's.
std::string likely_place(const TrashEntry& entry, const std::string& name)
{
    const std::string& category = entry.task.category;
    const bool is_component =
        !category.empty() && category.find('/') == category.npos && !category.starts_with('.');
    return is_component ? category + "/" + name : name;
}

/// A second one of the same second has -2 behind its name.
bool was_draft(const std::string& name)
{
    const std::size_t last_other = name.find_last_not_of("0123456789");
    const bool is_numbered =
        last_other != name.npos && last_other + 1 < name.size() && name[last_other] == '-';
    return is_draft(is_numbered ? name.substr(0, last_other) : name);
}

std::optional<TrashEntry> read_entry(const Directory& trash, const std::string& name)
{
    const std::optional<TrashName> parsed = parse_trash_name(name);
    if (!parsed || parsed->being_removed) return std::nullopt;
    const std::optional<FileStamp> stamp = trash.stamp_of(name);
    if (!stamp || stamp->kind != FileKind::directory) return std::nullopt;

    TrashEntry entry;
    entry.entry = name;
    entry.path = trash.path() + "/" + name;
    entry.root = parent_path(trash.path());
    entry.stamp = *stamp;
    entry.trashed_at = parsed->trashed_at;
    entry.last_look = read_last_look(trash);
    const FileContent task = trash.read(name + "/" + layout::kTaskFile, kTaskFileLimit);
    read_task(entry, task);
    const FileContent content =
        trash.read(name + "/" + layout::kState + "/" + layout::kTrashNote, kTrashNoteLimit);
    std::optional<TrashNote> note = content.present() ? parse_trash_note(content.bytes) : std::nullopt;
    // One that was left by an earlier stay in the trash says nothing of this one; and nothing comes back into
    // the trash.
    const bool speaks_of_it =
        note && note->trashed_at == parsed->trashed_at && !lies_in_trash(entry.root + "/" + note->place);
    if (!speaks_of_it) note.reset();
    // A draft was given up before it was a workspace, and has no note.
    if (!note && (task.absent() || was_draft(parsed->name))) return std::nullopt;
    const bool unreadable = !content.present() && !content.absent();
    if (unreadable && !task.present()) entry.place_problem = layout::kTrashNote + " " + content.problem;
    entry.place = note ? note->place : likely_place(entry, parsed->name);
    entry.name = last_component(entry.place);
    if (note) entry.reason = note->reason;
    return entry;
}

bool comes_before(const TrashEntry& left, const TrashEntry& right)
{
    if (left.trashed_at != right.trashed_at) return left.trashed_at > right.trashed_at;
    // Within the second: a rename sets this time in most file systems.
    if (left.stamp.changed != right.stamp.changed) return left.stamp.changed > right.stamp.changed;
    return left.entry > right.entry;
}

void add_entries(std::vector<TrashEntry>& found, const Directory& trash)
{
    for (const std::string& name : trash.names())
        if (auto entry = read_entry(trash, name)) found.push_back(std::move(*entry));
}

using Matches = std::function<bool(const TrashEntry&)>;

/// What the first of the ways finds that finds anything.
std::vector<TrashEntry> matching(const std::vector<TrashEntry>& all, const std::vector<Matches>& ways)
{
    for (const Matches& matches : ways) {
        std::vector<TrashEntry> found;
        std::copy_if(all.begin(), all.end(), std::back_inserter(found), matches);
        if (!found.empty()) return found;
    }
    return {};
}

std::vector<Matches> exact_ways(const std::string& word)
{
    return {[word](const TrashEntry& entry) { return entry.entry == word; },
            [word](const TrashEntry& entry) { return entry.name == word; },
            [word](const TrashEntry& entry) { return entry.slug() == word; }};
}

std::string without_slashes(std::string path)
{
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

/// The name to give, when it came there, and its title, below each other.
std::vector<std::string> described(const std::vector<TrashEntry>& entries, WallTime now)
{
    std::size_t widest = 0;
    std::size_t longest = 0;
    for (const TrashEntry& entry : entries) {
        widest = std::max(widest, display_width(visible(entry.entry)));
        longest = std::max(longest, display_width(describe_age(entry.trashed_at, now)));
    }
    std::vector<std::string> lines;
    for (const TrashEntry& entry : entries)
        lines.push_back("  " + pad(visible(entry.entry), widest + 2) +
                        pad(describe_age(entry.trashed_at, now), longest + 2) +
                        visible(entry.problem.empty() ? entry.task.title : entry.problem));
    return lines;
}

TrashEntry find_by_path(Files& files, const std::string& path)
{
    const std::unique_ptr<Directory> trash = open_if_possible(files, parent_path(path));
    if (trash && last_component(trash->path()) == layout::kTrash)
        if (auto entry = read_entry(*trash, last_component(path))) return std::move(*entry);
    throw Failure(path + " is no workspace in a trash", "ctask undo --list shows all there are");
}

} // namespace

std::string TrashEntry::slug() const
{
    return slug_of(task.slug, name);
}

std::vector<TrashEntry> list_trash(Files& files, const Settings& settings)
{
    std::vector<TrashEntry> found;
    std::set<std::pair<dev_t, ino_t>> looked_through;
    for (const std::string& path : settings.search_roots()) {
        const std::unique_ptr<Directory> root = open_if_possible(files, path);
        const std::unique_ptr<Directory> trash = root ? open_trash_of(*root) : nullptr;
        if (!trash) continue;
        const FileStamp stamp = trash->stamp();
        if (looked_through.emplace(stamp.device, stamp.inode).second) add_entries(found, *trash);
    }
    std::stable_sort(found.begin(), found.end(), comes_before);
    return found;
}

TrashEntry find_in_trash(Files& files, const Settings& settings, const Environment& environment,
                         const std::string& word, WallTime now)
{
    if (word.find('/') != std::string::npos)
        return find_by_path(files, without_slashes(absolute_path(word, environment.working_directory)));
    std::vector<Matches> ways = exact_ways(word);
    ways.emplace_back([lowered = to_lower(word)](const TrashEntry& entry) {
        return to_lower(entry.slug()).find(lowered) != std::string::npos;
    });
    const std::vector<TrashEntry> found =
        word.empty() ? std::vector<TrashEntry>() : matching(list_trash(files, settings), ways);
    if (found.empty())
        throw Failure("nothing in the trash matches \"" + word + "\"",
                      "ctask undo --list shows all there is");
    if (found.size() == 1) return found.front();
    throw Failure("\"" + word + "\" matches " + count_of(found.size(), "workspace") + " in the trash",
                  join(described(found, now), "\n") + "\ngive one of these names");
}

std::vector<TrashEntry> exactly_in_trash(Files& files, const Settings& settings,
                                         const Environment& environment, const std::string& word)
{
    const std::string path = without_slashes(absolute_path(word, environment.working_directory));
    std::vector<Matches> ways = exact_ways(word);
    ways.emplace_back([path](const TrashEntry& entry) { return entry.root + "/" + entry.place == path; });
    try {
        return word.empty() ? std::vector<TrashEntry>() : matching(list_trash(files, settings), ways);
    } catch (const std::runtime_error&) {
        return {};
    }
}

TrashEntry last_in_trash(Files& files, const Settings& settings)
{
    std::vector<TrashEntry> all = list_trash(files, settings);
    if (all.empty())
        throw Failure("the trash is empty: there is nothing to bring back",
                      "what ctask delete moves there can be brought back within 14 days");
    return std::move(all.front());
}

} // namespace ctask
