// A walk that nothing on its way ends, for what cannot be read may lie beside what is sought.
#include "workspace/inner_workspaces.hpp"

#include "workspace/layout.hpp"

#include <algorithm>
#include <memory>
#include <system_error>

namespace ctask {
namespace {

constexpr std::size_t kEntriesBetweenCalls = 1000;

class Search {
  public:
    Search(const Directory& top, const KeepGoing& go_on) : top_(top), go_on_(go_on) {}

    std::vector<std::string> run()
    {
        while (!waiting_.empty() && goes_on_) {
            const std::string path = std::move(waiting_.back());
            waiting_.pop_back();
            try {
                const std::unique_ptr<Directory> opened = path.empty() ? nullptr : top_.open(path);
                look_into(opened ? *opened : top_, path);
            } catch (const std::system_error&) {
                continue;
            }
        }
        std::sort(found_.begin(), found_.end());
        return std::move(found_);
    }

  private:
    void look_into(const Directory& directory, const std::string& path)
    {
        const std::vector<std::string> names = directory.names();
        const auto holds = [&names](const std::string& name) {
            return std::binary_search(names.begin(), names.end(), name);
        };
        if (!path.empty() && holds(layout::kTaskFile) && holds(layout::kState)) found_.push_back(path);
        for (const std::string& name : names) {
            if (++seen_ % kEntriesBetweenCalls == 0 && !go_on_(seen_)) goes_on_ = false;
            if (!goes_on_) return;
            if (name == layout::kGit || name == layout::kState) continue;
            const std::optional<FileStamp> stamp = directory.stamp_of(name);
            if (stamp && stamp->kind == FileKind::directory)
                waiting_.push_back(path.empty() ? name : path + "/" + name);
        }
    }

    const Directory& top_;
    const KeepGoing& go_on_;
    bool goes_on_ = true;
    std::size_t seen_ = 0;
    std::vector<std::string> waiting_ = {""};
    std::vector<std::string> found_;
};

} // namespace

std::vector<std::string> find_workspaces_inside(const Directory& top, const KeepGoing& go_on)
{
    return Search(top, go_on).run();
}

} // namespace ctask
