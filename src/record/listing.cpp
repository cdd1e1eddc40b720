// Lists with gaps.
#include "record/listing.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ctask {

bool lies_in_a_gap(std::string_view path, const std::vector<std::string>& unreadable)
{
    if (unreadable.empty()) return false;
    if (unreadable.front().empty()) return true;
    for (std::size_t end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1))
        if (std::binary_search(unreadable.begin(), unreadable.end(), path.substr(0, end))) return true;
    return std::binary_search(unreadable.begin(), unreadable.end(), path);
}

Changes compare(const Listing& before, const Listing& after)
{
    Changes changes = compare(before.files, after.files);
    if (before.unreadable.empty() && after.unreadable.empty()) return changes;
    const auto is_unknown = [&](const std::string& path) {
        return lies_in_a_gap(path, before.unreadable) || lies_in_a_gap(path, after.unreadable);
    };
    for (auto* names : {&changes.added, &changes.modified, &changes.deleted})
        std::erase_if(*names, is_unknown);
    return changes;
}

FileList last_known(const Listing& before, Listing now)
{
    if (now.unreadable.empty()) return std::move(now.files);
    FileList missing;
    auto listed = now.files.begin();
    for (const FileEntry& file : before.files) {
        while (listed != now.files.end() && listed->path < file.path) ++listed;
        const bool is_listed = listed != now.files.end() && listed->path == file.path;
        if (!is_listed && lies_in_a_gap(file.path, now.unreadable))
            missing.add(file.path, file.size, file.modified);
    }
    now.files.append(missing);
    now.files.sort();
    return std::move(now.files);
}

} // namespace ctask
