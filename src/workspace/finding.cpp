// By path, by name, by slug, by a part of one; where none is found, by what is near.
#include "workspace/finding.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/catalog.hpp"
#include "workspace/layout.hpp"
#include "workspace/opening.hpp"
#include "workspace/paths.hpp"
#include "workspace/slug.hpp"
#include "workspace/trash_entries.hpp"
#include "workspace/unfinished.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace ctask {
namespace {

constexpr std::size_t kNearest = 3;

/// For a path that somebody named: nothing when it leads nowhere, an exception when it cannot be opened.
std::unique_ptr<Directory> open_if_there(Files& files, const std::string& path)
{
    try {
        return files.find_directory(path);
    } catch (const std::system_error& error) {
        if (error.code() == std::errc::not_a_directory)
            throw Failure(path + " is no workspace: it is not a directory");
        throw;
    }
}

/// Where somebody who named a directory without task.yaml may have meant to go.
std::string way_on_from(Files& files, const std::string& path)
{
    for (const std::string& candidate : path_and_parents(path)) {
        const std::unique_ptr<Directory> directory = open_if_possible(files, candidate);
        if (!directory) continue;
        if (directory->stamp_of(layout::kTaskFile)) return "the workspace around it: " + candidate;
        if (directory->stamp_of(layout::kState + "/" + layout::kHistory))
            return candidate + " has had sessions, and has lost it; " + line_to_be_workspace_again(candidate);
    }
    return "ctask list --all shows all there are";
}

/// The search root that holds `path`. Outside of all: the parent's parent when the parent bears the
/// category's name, else the parent.
std::string root_of(Files& files, const Settings& settings, const Directory& directory, Broken broken)
{
    const std::string& path = directory.path();
    for (const std::string& candidate : settings.search_roots()) {
        std::unique_ptr<Directory> root = open_if_possible(files, candidate);
        if (root && !path_below(path, root->path()).empty()) return root->path();
    }
    std::string parent = parent_path(path);
    Workspace workspace = open_workspace(files, path, parent, broken);
    return last_component(parent) == workspace.task.category ? parent_path(parent) : parent;
}

Workspace open_by_path(Files& files, const Settings& settings, const Directory& directory,
                       Broken broken = Broken::refused)
{
    if (!directory.stamp_of(layout::kTaskFile))
        throw Failure(directory.path() + " is no workspace: it has no " + layout::kTaskFile,
                      way_on_from(files, directory.path()));
    return open_workspace(files, directory.path(), root_of(files, settings, directory, broken), broken);
}

std::vector<CatalogEntry> matching(const std::vector<CatalogEntry>& all, const std::string& word)
{
    const std::string lowered = to_lower(word);
    const auto has_part = [&lowered](const std::string& text) {
        return to_lower(text).find(lowered) != std::string::npos;
    };
    const std::vector<std::function<bool(const CatalogEntry&)>> ways = {
        [&](const CatalogEntry& listed) { return listed.name == word; },
        [&](const CatalogEntry& listed) { return listed.problem.empty() && listed.slug() == word; },
        // A copy has the slug of what it was copied from.
        [&](const CatalogEntry& listed) {
            return listed.problem.empty() && slug_of_name(listed.name) == word;
        },
        [&](const CatalogEntry& listed) { return listed.problem.empty() && has_part(listed.slug()); },
        [&](const CatalogEntry& listed) { return listed.problem.empty() && has_part(listed.name); },
        // What is broken does not stand in the way of what is not.
        [&](const CatalogEntry& listed) { return slug_of_name(listed.name) == word; },
        [&](const CatalogEntry& listed) { return has_part(listed.name); }};
    for (const auto& matches : ways) {
        std::vector<CatalogEntry> found;
        std::copy_if(all.begin(), all.end(), std::back_inserter(found), matches);
        if (!found.empty()) return found;
    }
    return {};
}

/// How far a word is from a slug, or from the one of its words that is nearest.
std::size_t distance(const std::string& word, const std::string& slug)
{
    std::size_t least = edit_distance(word, slug);
    for (std::size_t start = 0; start <= slug.size();) {
        std::size_t end = std::min(slug.find('-', start), slug.size());
        least = std::min(least, edit_distance(word, slug.substr(start, end - start)));
        start = end + 1;
    }
    return least;
}

std::vector<std::string> nearest_slugs(const std::vector<CatalogEntry>& all, const std::string& word)
{
    // Of a word of one or two letters everything is near.
    const std::size_t letters = display_width(word);
    const std::size_t farthest = letters < 3 ? 0 : 1 + letters / 4;
    std::set<std::pair<std::size_t, std::string>> ranked;
    for (const CatalogEntry& listed : all) {
        std::string slug = listed.slug();
        std::size_t far = distance(to_lower(word), to_lower(slug));
        if (far <= farthest) ranked.emplace(far, slug);
    }
    std::vector<std::string> nearest;
    for (const auto& [far, slug] : ranked)
        if (nearest.size() < kNearest) nearest.push_back(slug);
    return nearest;
}

/// How to get back what somebody knows by that word and has deleted; empty when it is not in the trash.
std::string way_back(const std::vector<TrashEntry>& trashed, const std::string& word)
{
    if (trashed.empty()) return {};
    if (trashed.size() > 1)
        return count_of(trashed.size(), "workspace") + " of that name are in the trash: ctask undo --list";
    // undo takes paths in the trash only.
    const std::string& name = word.find('/') == word.npos ? word : trashed.front().entry;
    return "it is in the trash; ctask undo " + visible(shell_quoted(name)) + " brings it back";
}

[[noreturn]] void refuse_none(const std::vector<CatalogEntry>& all, const std::string& word,
                              const std::vector<TrashEntry>& trashed, const std::string& closed)
{
    const std::string message = "no workspace matches \"" + word + "\"";
    const std::string way = way_back(trashed, word);
    if (!way.empty()) throw Failure(message, way);
    if (!closed.empty()) throw Failure(message, closed);
    std::vector<std::string> nearest = nearest_slugs(all, word);
    throw Failure(message, nearest.empty() ? "ctask list --all shows all there are"
                                           : "nearest: " + join(nearest, ", "));
}

/// Names tell several workspaces apart unless two are called the same in different places.
[[noreturn]] void refuse_several(const std::vector<CatalogEntry>& found, const std::string& word)
{
    std::set<std::string> different;
    for (const CatalogEntry& listed : found) different.insert(listed.name);
    bool by_name = different.size() == found.size();
    std::size_t widest = 0;
    const auto name_of = [by_name](const CatalogEntry& listed) {
        return visible(by_name ? listed.name : listed.path);
    };
    for (const CatalogEntry& listed : found) widest = std::max(widest, display_width(name_of(listed)));
    std::vector<std::string> shown;
    for (const CatalogEntry& listed : found) {
        const std::string title = visible(listed.problem.empty() ? listed.task.title : listed.problem);
        shown.push_back("  " + (title.empty() ? name_of(listed) : pad(name_of(listed), widest + 2) + title));
    }
    shown.emplace_back(by_name ? "give one of these names" : "give the path of one");
    throw Failure("\"" + word + "\" matches " + count_of(found.size(), "workspace"), join(shown, "\n"));
}

} // namespace

std::unique_ptr<Directory> enclosing_workspace(Files& files, const std::string& path)
{
    for (const std::string& candidate : path_and_parents(path)) {
        std::unique_ptr<Directory> directory = open_if_possible(files, candidate);
        if (directory && directory->stamp_of(layout::kTaskFile)) return directory;
    }
    return nullptr;
}

Workspace find_workspace(Files& files, const Settings& settings, const Environment& environment,
                         const std::string& word, Broken broken)
{
    bool may_be_path = word.find('/') != std::string::npos || word == "." || word == "..";
    if (may_be_path) {
        std::string path = absolute_path(word, environment.working_directory);
        if (std::unique_ptr<Directory> directory = open_if_there(files, path))
            return open_by_path(files, settings, *directory, broken);
    }
    std::vector<std::string> closed;
    std::vector<CatalogEntry> all = read_catalog(files, settings, &closed);
    std::vector<CatalogEntry> found = word.empty() ? std::vector<CatalogEntry>() : matching(all, word);
    if (found.empty()) {
        const std::vector<TrashEntry> trashed = exactly_in_trash(files, settings, environment, word);
        refuse_none(all, word, trashed, describe_closed(closed));
    }
    if (found.size() > 1) refuse_several(found, word);
    return open_workspace(files, found.front().path, found.front().root, broken);
}

std::string word_for(Files& files, const Settings& settings, const Workspace& workspace,
                     const std::vector<std::string>& words)
{
    try {
        const std::vector<CatalogEntry> all = read_catalog(files, settings);
        for (const std::string& word : words) {
            const std::vector<CatalogEntry> found = matching(all, word);
            if (found.size() == 1 && found.front().path == workspace.path) return word;
        }
    } catch (const std::system_error&) {
        // By its path it is found all the same.
    }
    return workspace.path;
}

Workspace default_workspace(Files& files, const Settings& settings, const Environment& environment,
                            Broken broken)
{
    if (std::unique_ptr<Directory> around = enclosing_workspace(files, environment.working_directory))
        return open_by_path(files, settings, *around, broken);
    std::string named = environment.get_or("CTASK_WORKSPACE", "");
    if (named.empty()) return most_recent_workspace(files, settings);
    std::unique_ptr<Directory> directory = open_if_there(files, named);
    if (!directory) throw Failure("CTASK_WORKSPACE names " + named + ", which does not exist");
    return open_by_path(files, settings, *directory, broken);
}

Workspace most_recent_workspace(Files& files, const Settings& settings)
{
    std::vector<std::string> closed;
    for (const CatalogEntry& listed : read_catalog(files, settings, &closed))
        if (listed.problem.empty() && !listed.task.archived())
            return open_workspace(files, listed.path, listed.root);
    throw Failure("there is no active workspace in " + settings.root.value,
                  closed.empty() ? "ctask new TITLE makes one" : describe_closed(closed));
}

} // namespace ctask
