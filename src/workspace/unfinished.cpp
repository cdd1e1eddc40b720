// Looking for workspaces that never came to be.
#include "workspace/unfinished.hpp"

#include "workspace/layout.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <system_error>

namespace ctask {
namespace {

constexpr std::chrono::minutes kStandsStill{10};

/// YYYY-MM-DD_ and something.
bool is_dated(const std::string& name)
{
    static const std::string kPattern = "dddd-dd-dd_";
    if (name.size() <= kPattern.size()) return false;
    for (std::size_t at = 0; at < kPattern.size(); ++at) {
        const bool is_digit = std::isdigit(static_cast<unsigned char>(name[at])) != 0;
        if (kPattern[at] == 'd' ? !is_digit : name[at] != kPattern[at]) return false;
    }
    return true;
}

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
        for (const std::string& name : directory.names()) {
            const std::optional<FileStamp> stamp = directory.stamp_of(name);
            if (name.starts_with('.') || !stamp || stamp->kind != FileKind::directory) continue;
            if (directory.stamp_of(name + "/" + layout::kTaskFile)) continue;
            if (!is_dated(name))
                others.push_back(name);
            else if (now_ - stamp->modified > kStandsStill)
                found_.insert(directory.path() + "/" + name);
        }
        return others;
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
