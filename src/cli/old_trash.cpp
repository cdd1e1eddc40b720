// Letting go of what has been in the trash for too long, within a time that nobody notices.
#include "cli/old_trash.hpp"

#include "cli/notice.hpp"
#include "workspace/trash_removal.hpp"

#include <algorithm>

namespace ctask {

namespace {

constexpr Nanoseconds kAtMost = std::chrono::milliseconds(250);

} // namespace

void let_old_trash_go(World& world, Streams& streams, const Settings& settings,
                      const std::string& further_root)
{
    std::vector<std::string> roots = settings.search_roots();
    if (!further_root.empty() && std::find(roots.begin(), roots.end(), further_root) == roots.end())
        roots.push_back(further_root);
    const BootTime end = world.clock.since_boot() + kAtMost;
    const KeepGoing in_time = [&world, end](std::size_t) { return world.clock.since_boot() < end; };
    const std::vector<std::string> problems =
        remove_expired(world.files, roots, world.host().uid, world.clock.now(), in_time);
    if (problems.empty()) return;
    const std::size_t more = problems.size() - 1;
    notice(streams, problems.front() + (more > 0 ? " (and " + std::to_string(more) + " more like it)" : ""));
}

} // namespace ctask
