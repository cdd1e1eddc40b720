// Goes through the roots with one look at each task.yaml.
#include "workspace/catalog.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/layout.hpp"
#include "workspace/roots.hpp"
#include "workspace/slug.hpp"
#include "workspace/task_reading.hpp"

#include <algorithm>
#include <cerrno>

namespace ctask {
namespace {

/// Reads each task.yaml once.
class CatalogReader : public RootVisitor {
  public:
    bool visit(const RootEntry& entry, bool is_new) override
    {
        const FileContent content = entry.parent->read(entry.name + "/" + layout::kTaskFile, kTaskFileLimit);
        // A task.yaml that is bad makes a broken workspace; a stray file, a link or a closed directory makes
        // none.
        const bool is_workspace = content.present() || (!content.absent() && entry.has_task_file());
        if (is_workspace && is_new) found.push_back(describe(entry, content));
        if (!is_workspace && is_new && content.error == EACCES && is_ours(entry))
            closed.push_back(entry.path());
        return is_workspace;
    }

    std::vector<CatalogEntry> found;
    std::vector<std::string> closed;

  private:
    /// Whoever owns the directory above may close what lies in it; a lost+found is nobody's workspace.
    static bool is_ours(const RootEntry& entry)
    {
        try {
            const std::optional<FileStamp> stamp = entry.parent->stamp_of(entry.name);
            return stamp && stamp->kind == FileKind::directory && stamp->owner == entry.parent->stamp().owner;
        } catch (const std::system_error&) {
            // Then the directory above is what is closed, and was told.
            return false;
        }
    }

    static CatalogEntry describe(const RootEntry& entry, const FileContent& content)
    {
        CatalogEntry listed;
        listed.path = entry.path();
        listed.name = entry.name;
        listed.root = entry.root;
        listed.category = entry.category;
        listed.parent = entry.parent;
        TaskReading reading =
            read_task_file(content, layout::kTaskFile, listed.path + "/" + layout::kTaskFile);
        listed.task = std::move(reading.task);
        listed.problem = std::move(reading.problem);
        listed.hint = std::move(reading.hint);
        if (!listed.task.category.empty()) listed.category = listed.task.category;
        return listed;
    }
};

WallTime last_updated(const CatalogEntry& listed)
{
    return listed.task.updated_at.value_or(listed.task.created_at.value_or(WallTime{}));
}

bool comes_before(const CatalogEntry& left, const CatalogEntry& right)
{
    if (left.problem.empty() != right.problem.empty()) return left.problem.empty();
    if (last_updated(left) != last_updated(right)) return last_updated(left) > last_updated(right);
    return left.name > right.name;
}

} // namespace

std::string CatalogEntry::slug() const
{
    return slug_of(task.slug, name);
}

std::vector<CatalogEntry> read_catalog(Files& files, const Settings& settings,
                                       std::vector<std::string>* closed)
{
    CatalogReader reader;
    go_through_roots(files, settings, reader);
    std::stable_sort(reader.found.begin(), reader.found.end(), comes_before);
    if (closed != nullptr) *closed = std::move(reader.closed);
    return std::move(reader.found);
}

std::string describe_closed(const std::vector<std::string>& closed)
{
    if (closed.empty()) return {};
    std::vector<std::string> quoted;
    for (const std::string& path : closed) quoted.push_back(shell_quoted(path));
    return count_of(closed.size(), "directory", "directories") +
           " cannot be looked into, and no workspace in there is found: chmod u+rwx " + join(quoted, " ");
}

} // namespace ctask
