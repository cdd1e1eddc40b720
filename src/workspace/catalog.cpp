// All workspaces in the roots, read with one look at each task.yaml.
#include "workspace/catalog.hpp"

#include "base/error.hpp"
#include "workspace/layout.hpp"
#include "workspace/roots.hpp"
#include "workspace/slug.hpp"
#include "workspace/task_reading.hpp"

#include <algorithm>

namespace ctask {
namespace {

/// Reads each task.yaml once.
class Listing : public RootVisitor {
  public:
    bool visit(const RootEntry& entry, bool is_new) override
    {
        const FileContent content = entry.shelf->read(entry.name + "/" + layout::kTaskFile, kTaskFileLimit);
        // A task.yaml that is bad makes a broken workspace; a stray file, a link or a closed directory makes
        // none.
        const bool is_workspace = content.present() || (!content.absent() && entry.has_task_file());
        if (is_workspace && is_new) found.push_back(describe(entry, content));
        return is_workspace;
    }

    std::vector<Listed> found;

  private:
    static Listed describe(const RootEntry& entry, const FileContent& content)
    {
        Listed listed;
        listed.path = entry.path();
        listed.name = entry.name;
        listed.root = entry.root;
        listed.category = entry.category;
        listed.shelf = entry.shelf;
        TaskReading reading =
            read_task_file(content, layout::kTaskFile, listed.path + "/" + layout::kTaskFile);
        listed.task = std::move(reading.task);
        listed.problem = std::move(reading.problem);
        listed.remedy = std::move(reading.remedy);
        if (!listed.task.category.empty()) listed.category = listed.task.category;
        return listed;
    }
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

std::string Listed::slug() const
{
    return slug_of(task.slug, name);
}

std::vector<Listed> scan_roots(Files& files, const Settings& settings)
{
    Listing listing;
    go_through_roots(files, settings, listing);
    std::stable_sort(listing.found.begin(), listing.found.end(), comes_before);
    return std::move(listing.found);
}

Workspace most_recent_workspace(Files& files, const Settings& settings)
{
    for (const Listed& listed : scan_roots(files, settings))
        if (listed.problem.empty() && !listed.task.archived())
            return open_workspace(files, listed.path, listed.root);
    throw Failure("there is no active workspace in " + settings.root.value, "ctask new TITLE makes one");
}

} // namespace ctask
