// The doctor's look at the trash: how much lies there, and since when.
#include "base/text.hpp"
#include "cli/doctor.hpp"
#include "workspace/trash_entries.hpp"

#include <algorithm>
#include <system_error>

namespace ctask {

namespace {

/// So many entries are counted in all: a look at the trash is not to take minutes.
constexpr std::size_t kEntriesCounted = 100'000;

/// "4.2 MB", or "over 4.2 MB".
std::string size_of(World& world, const std::vector<TrashEntry>& entries)
{
    std::uint64_t bytes = 0;
    std::size_t counted = 0;
    bool whole = true;
    for (const TrashEntry& entry : entries) {
        const auto go_on = [&counted](std::size_t seen) { return counted + seen < kEntriesCounted; };
        try {
            const Survey survey = world.files.survey(*world.files.open_directory(entry.path), go_on);
            bytes += survey.bytes;
            counted += survey.files + survey.directories;
            whole = whole && survey.whole && survey.unreadable == 0;
        } catch (const std::system_error&) {
            whole = false;
        }
        if (counted >= kEntriesCounted) break;
    }
    return (whole && counted < kEntriesCounted ? "" : "over ") + describe_size(bytes);
}

} // namespace

std::vector<Check> check_trash(World& world, const Settings& settings)
{
    const std::vector<TrashEntry> entries = list_trash(world.files, settings);
    if (entries.empty()) return {{Check::Level::pass, "trash", "empty", ""}};
    return {{Check::Level::info, "trash",
             count_of(entries.size(), "workspace") + ", " + size_of(world, entries) + ", " +
                 (entries.size() == 1 ? "from " : "the oldest from ") +
                 describe_age(entries.back().trashed_at, world.clock.now()),
             "ctask undo --list shows what can be brought back"}};
}

} // namespace ctask
