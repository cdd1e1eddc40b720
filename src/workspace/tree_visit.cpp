// A walk by a list of the directories that are yet to be seen.
#include "workspace/tree_visit.hpp"

#include <vector>

namespace ctask {

bool visit_tree(const Directory& top,
                const std::function<NextStep(const std::string&, const FileStamp&)>& each)
{
    std::vector<std::string> waiting = {""};
    while (!waiting.empty()) {
        const std::string path = std::move(waiting.back());
        waiting.pop_back();
        const std::unique_ptr<Directory> opened = path.empty() ? nullptr : top.open(path);
        const Directory& directory = opened ? *opened : top;
        for (const std::string& name : directory.names()) {
            const std::optional<FileStamp> stamp = directory.stamp_of(name);
            if (!stamp) continue;
            std::string below = path.empty() ? name : path + "/" + name;
            const NextStep next = each(below, *stamp);
            if (next == NextStep::stop) return false;
            if (next == NextStep::enter && stamp->kind == FileKind::directory)
                waiting.push_back(std::move(below));
        }
    }
    return true;
}

} // namespace ctask
