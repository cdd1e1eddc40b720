// Looking for workspaces that never came to be.
#include "workspace/unfinished.hpp"

#include "base/text.hpp"
#include "workspace/draft.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"
#include "workspace/slug.hpp"

#include <map>
#include <system_error>

namespace ctask {
namespace {

constexpr std::chrono::minutes kStandsStill{10};

class Search {
  public:
    Search(Files& files, WallTime now) : files_(files), now_(now) {}

    void look_through_root(const std::string& path)
    {
        try {
            const std::unique_ptr<Directory> root = files_.find_directory(path);
            if (!root) return;
            for (const std::string& category : look_through(*root)) look_through_category(*root, category);
        } catch (const std::system_error&) {
            return;
        }
    }

    std::vector<Unfinished> found() const
    {
        std::vector<Unfinished> all;
        for (const auto& [path, one] : found_) all.push_back(one);
        return all;
    }

  private:
    void look_through_category(const Directory& root, const std::string& name)
    {
        try {
            look_through(*root.open(name));
        } catch (const std::system_error&) {
            return;
        }
    }

    /// Returns the names of directories that are no workspace, of whatever kind.
    std::vector<std::string> look_through(const Directory& directory)
    {
        std::vector<std::string> others;
        for (const std::string& name : directory.names())
            if (is_no_workspace(directory, name)) others.push_back(name);
        return others;
    }

    /// A directory without task.yaml; noted, when it has the name and the age.
    bool is_no_workspace(const Directory& directory, const std::string& name)
    {
        try {
            const std::optional<FileStamp> stamp = directory.stamp_of(name);
            if (!stamp || stamp->kind != FileKind::directory) return false;
            const bool stands_still = now_ - stamp->modified > kStandsStill;
            if (is_draft(name) && stands_still) note(directory, name, {.draft = true});
            if (name.starts_with('.')) return false;
            if (directory.stamp_of(name + "/" + layout::kTaskFile)) return false;
            if (date_of_name(name).empty()) return true;
            const bool had_sessions =
                directory.stamp_of(name + "/" + layout::kState + "/" + layout::kHistory).has_value();
            if (stands_still || had_sessions) note(directory, name, {.had_sessions = had_sessions});
        } catch (const std::system_error&) {
            // Somebody else's, and closed: nothing says that it is ours.
        }
        return false;
    }

    void note(const Directory& directory, const std::string& name, Unfinished one)
    {
        one.path = directory.path() + "/" + name;
        found_[one.path] = one;
    }

    Files& files_;
    WallTime now_;
    std::map<std::string, Unfinished> found_;
};

} // namespace

std::string line_to_be_workspace_again(const std::string& path)
{
    const std::string slug = slug_of_name(last_component(path));
    return "to make it a workspace again: printf '%s\\n' " + shell_quoted("slug: " + slug) + " " +
           shell_quoted("title: " + slug) + " > " + shell_quoted(path + "/" + layout::kTaskFile);
}

std::vector<Unfinished> unfinished_workspaces(Files& files, const Settings& settings, WallTime now)
{
    Search search(files, now);
    for (const std::string& root : settings.search_roots()) search.look_through_root(root);
    return search.found();
}

} // namespace ctask
