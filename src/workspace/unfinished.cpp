// Looking for workspaces that never came to be.
#include "workspace/unfinished.hpp"

#include "workspace/layout.hpp"
#include "workspace/slug.hpp"

#include <set>
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
            const std::unique_ptr<Directory> root = files_.open_directory(path);
            for (const std::string& category : look_through(*root)) look_through_category(*root, category);
        } catch (const std::system_error&) {
            return;
        }
    }

    std::vector<std::string> found() const { return {found_.begin(), found_.end()}; }

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
            if (name.starts_with('.') || !stamp || stamp->kind != FileKind::directory) return false;
            if (directory.stamp_of(name + "/" + layout::kTaskFile)) return false;
            if (date_of_name(name).empty()) return true;
            if (now_ - stamp->modified > kStandsStill) found_.insert(directory.path() + "/" + name);
        } catch (const std::system_error&) {
            // Somebody else's, and closed: nothing says that it is ours.
        }
        return false;
    }

    Files& files_;
    WallTime now_;
    std::set<std::string> found_;
};

} // namespace

std::vector<std::string> unfinished_workspaces(Files& files, const Settings& settings, WallTime now)
{
    Search search(files, now);
    for (const std::string& root : settings.search_roots()) search.look_through_root(root);
    return search.found();
}

} // namespace ctask
