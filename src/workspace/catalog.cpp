// All workspaces in the roots, read with one look at each task.yaml.
#include "workspace/catalog.hpp"

#include "base/error.hpp"
#include "workspace/layout.hpp"

#include <algorithm>
#include <set>

namespace ctask {
namespace {

/// Goes through the roots once; remembers which directories were looked through, since roots may lie in one
/// another.
class RootScan {
  public:
    explicit RootScan(Files& files) : files_(files) {}

    void look_through_root(const std::string& path)
    {
        std::unique_ptr<Directory> root = open_if_there(path);
        if (!root) return;
        root_ = root->path();
        for (const std::string& name : look_through(*root, {})) {
            if (std::unique_ptr<Directory> category = open_category(*root, name))
                look_through(*category, name);
        }
    }

    std::vector<Listed> take_found() { return std::move(found_); }

  private:
    std::unique_ptr<Directory> open_if_there(const std::string& path)
    {
        try {
            return files_.open_directory(path);
        } catch (const std::system_error& error) {
            if (error.code() == std::errc::no_such_file_or_directory) return nullptr;
            throw;
        }
    }

    /// What cannot be opened (a lost+found) is passed over: nothing says that it is ours.
    static std::unique_ptr<Directory> open_category(const Directory& root, const std::string& name)
    {
        std::optional<FileStamp> stamp = root.stamp_of(name);
        if (!stamp || stamp->kind != FileKind::directory) return nullptr;
        try {
            return root.open(name);
        } catch (const std::system_error&) {
            return nullptr;
        }
    }

    /// Adds the workspaces directly in `directory`, unless that was done before; returns the other names in
    /// it.
    std::vector<std::string> look_through(const Directory& directory, const std::string& category)
    {
        FileStamp stamp = directory.stamp();
        bool is_new = looked_through_.emplace(stamp.device, stamp.inode).second;
        std::vector<std::string> others;
        for (const std::string& name : directory.names()) {
            if (name.starts_with('.')) continue;
            FileContent content = directory.read(name + "/" + layout::kTaskFile, kTaskFileLimit);
            if (is_workspace(directory, name, content)) {
                if (is_new) found_.push_back(describe(directory, name, category, content));
            } else {
                others.push_back(name);
            }
        }
        return others;
    }

    /// A task.yaml that is bad makes a broken workspace; a stray file, a link or a closed directory makes
    /// none.
    static bool is_workspace(const Directory& directory, const std::string& name, const FileContent& content)
    {
        if (content.present() || content.absent()) return content.present();
        try {
            return directory.stamp_of(name + "/" + layout::kTaskFile).has_value();
        } catch (const std::system_error&) {
            return false;
        }
    }

    Listed describe(const Directory& directory, const std::string& name, const std::string& category,
                    const FileContent& content) const
    {
        Listed listed;
        listed.path = directory.path() + "/" + name;
        listed.name = name;
        listed.root = root_;
        listed.category = category;
        if (!content.present()) {
            listed.problem = layout::kTaskFile + ": " + content.problem;
            return listed;
        }
        try {
            listed.task = parse_task_file(content.bytes, layout::kTaskFile);
        } catch (const Failure& failure) {
            listed.problem = failure.what();
        }
        if (!listed.task.category.empty()) listed.category = listed.task.category;
        return listed;
    }

    Files& files_;
    std::string root_;
    std::set<std::pair<dev_t, ino_t>> looked_through_;
    std::vector<Listed> found_;
};

WallTime last_updated(const Listed& listed)
{
    return listed.task.updated_at.value_or(listed.task.created_at.value_or(WallTime{}));
}

bool comes_before(const Listed& left, const Listed& right)
{
    if (left.problem.empty() != right.problem.empty()) return left.problem.empty();
    if (last_updated(left) != last_updated(right)) return last_updated(left) > last_updated(right);
    return left.name > right.name;
}

} // namespace

std::vector<Listed> scan_roots(Files& files, const Settings& settings)
{
    RootScan scan(files);
    for (const std::string& root : settings.search_roots()) scan.look_through_root(root);
    std::vector<Listed> found = scan.take_found();
    std::stable_sort(found.begin(), found.end(), comes_before);
    return found;
}

Workspace most_recent_workspace(Files& files, const Settings& settings)
{
    for (const Listed& listed : scan_roots(files, settings))
        if (listed.problem.empty() && !listed.task.archived())
            return open_workspace(files, listed.path, listed.root);
    throw Failure("there is no active workspace in " + settings.root.value, "ctask new TITLE makes one");
}

} // namespace ctask
