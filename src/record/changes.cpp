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
    auto old = before.begin();
    auto now = after.begin();
    while (old != before.end() && now != after.end()) {
        const int order = old->path.compare(now->path);
        if (order == 0 && is_modified(*old, *now)) changes.modified.emplace_back(now->path);
        if (order < 0) changes.deleted.emplace_back(old->path);
        if (order > 0) changes.added.emplace_back(now->path);
        if (order <= 0) ++old;
        if (order >= 0) ++now;
    }
    for (; old != before.end(); ++old) changes.deleted.emplace_back(old->path);
    for (; now != after.end(); ++now) changes.added.emplace_back(now->path);
    return changes;
}

} // namespace ctask
