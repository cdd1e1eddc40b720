// Going through the roots.
#include "workspace/roots.hpp"

#include "workspace/layout.hpp"
#include "workspace/opening.hpp"

#include <set>
#include <utility>
#include <vector>

namespace ctask {
namespace {

/// Remembers which directories were gone through, since roots may lie in one another.
class Walk {
  public:
    Walk(Files& files, RootVisitor& visitor) : files_(files), visitor_(visitor) {}

    void go_through_root(const std::string& path)
    {
        const std::shared_ptr<Directory> root = files_.find_directory(path);
        if (!root) return;
        root_ = root->path();
        for (const std::string& name : go_through(root, {}))
            if (std::shared_ptr<Directory> category = open_category(*root, name)) go_through(category, name);
    }

  private:
    /// What cannot be opened (a lost+found) is passed over: nothing says that it is ours.
    static std::shared_ptr<Directory> open_category(const Directory& root, const std::string& name)
    {
        try {
            const std::optional<FileStamp> stamp = root.stamp_of(name);
            if (!stamp || stamp->kind != FileKind::directory) return nullptr;
            return root.open(name);
        } catch (const std::system_error&) {
            return nullptr;
        }
    }

    /// Returns the names at which no workspace lies.
    std::vector<std::string> go_through(const std::shared_ptr<Directory>& parent, const std::string& category)
    {
        const FileStamp stamp = parent->stamp();
        const bool is_new = gone_through_.emplace(stamp.device, stamp.inode).second;
        if (is_new) visitor_.enter(parent);
        std::vector<std::string> others;
        RootEntry entry{parent, {}, root_, category};
        for (std::string& name : names_of(*parent, category)) {
            if (name.starts_with('.')) continue;
            entry.name = std::move(name);
            if (!visitor_.visit(entry, is_new)) others.push_back(entry.name);
        }
        return others;
    }

    /// A category that can be opened and not entered is passed over likewise: the others must be found.
    static std::vector<std::string> names_of(const Directory& parent, const std::string& category)
    {
        try {
            return parent.names();
        } catch (const std::system_error&) {
            if (category.empty()) throw;
            return {};
        }
    }

    Files& files_;
    RootVisitor& visitor_;
    std::string root_;
    std::set<std::pair<dev_t, ino_t>> gone_through_;
};

} // namespace

bool RootEntry::has_task_file() const
{
    try {
        return parent->stamp_of(name + "/" + layout::kTaskFile).has_value();
    } catch (const std::system_error&) {
        return false;
    }
}

void go_through_roots(Files& files, const Settings& settings, RootVisitor& visitor)
{
    Walk walk(files, visitor);
    for (const std::string& root : settings.search_roots()) walk.go_through_root(root);
}

const Setting* setting_of_root(Files& files, const Settings& settings, const std::string& root)
{
    const auto is_it = [&](const std::string& path) {
        const std::unique_ptr<Directory> directory = open_if_possible(files, path);
        return directory && directory->path() == root;
    };
    const std::string& own = settings.root.value;
    if (is_it(own) || is_it(own + "/" + layout::kProjects)) return &settings.root;
    return is_it(settings.project_root.value) ? &settings.project_root : nullptr;
}

} // namespace ctask
