// Compares two sorted lists of files in one pass.
#include "record/changes.hpp"

#include <chrono>
#include <ratio>

namespace ctask {

namespace {

bool is_whole_second(std::int64_t nanoseconds)
{
    return nanoseconds % std::nano::den == 0;
}

bool is_same_time(std::int64_t left, std::int64_t right)
{
    using namespace std::chrono;
    if (!is_whole_second(left) && !is_whole_second(right)) return left == right;
    return floor<seconds>(nanoseconds(left)) == floor<seconds>(nanoseconds(right));
}

bool is_modified(const FileEntry& before, const FileEntry& after)
{
    return before.size != after.size || !is_same_time(before.modified, after.modified);
}

} // namespace

Changes compare(const FileList& before, const FileList& after)
{
    Changes changes;
    std::size_t old_index = 0;
    std::size_t new_index = 0;
    while (old_index < before.size() && new_index < after.size()) {
        const FileEntry old_entry = before[old_index];
        const FileEntry new_entry = after[new_index];
        const int order = old_entry.path.compare(new_entry.path);
        if (order == 0 && is_modified(old_entry, new_entry)) changes.modified.emplace_back(new_entry.path);
        if (order < 0) changes.deleted.emplace_back(old_entry.path);
        if (order > 0) changes.added.emplace_back(new_entry.path);
        if (order <= 0) ++old_index;
        if (order >= 0) ++new_index;
    }
    for (; old_index < before.size(); ++old_index) changes.deleted.emplace_back(before[old_index].path);
    for (; new_index < after.size(); ++new_index) changes.added.emplace_back(after[new_index].path);
    return changes;
}

} // namespace ctask
