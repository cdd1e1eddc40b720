// The list of a workspace's files: one arena of paths, and records of 24 bytes that are sorted in place.
#include "world/tree.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace ctask {

namespace {

constexpr std::size_t kKeyBytes = sizeof(std::uint64_t);
/// Ranges this short are sorted by plain comparison.
constexpr std::size_t kSmallRange = 24;

/// Bytes as a number that compares as they do.
std::uint64_t big_endian(const char* bytes)
{
    std::uint64_t key = 0;
    std::memcpy(&key, bytes, sizeof key);
    return std::endian::native == std::endian::little ? __builtin_bswap64(key) : key;
}

/// The eight bytes of a path from `depth` on, zeros where it has ended.
std::uint64_t key_at(std::string_view path, std::size_t depth)
{
    if (path.size() >= depth + kKeyBytes) return big_endian(path.data() + depth);
    char padded[kKeyBytes] = {};
    if (path.size() > depth) std::memcpy(padded, path.data() + depth, path.size() - depth);
    return big_endian(padded);
}

std::uint64_t median(std::uint64_t first, std::uint64_t second, std::uint64_t third)
{
    return std::max(std::min(first, second), std::min(std::max(first, second), third));
}

/// Records that agree in their first `depth` bytes.
struct Range {
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
};

} // namespace

void FileList::add(std::string_view path, std::uint64_t size, std::int64_t modified)
{
    require_room(path.size());
    records_.push_back(
        {size, modified, static_cast<std::uint32_t>(paths_.size()), static_cast<std::uint32_t>(path.size())});
    paths_ += path;
}

void FileList::reserve(std::size_t entries, std::size_t path_bytes)
{
    records_.reserve(entries);
    paths_.reserve(path_bytes);
}

FileEntry FileList::operator[](std::size_t index) const
{
    const Record& record = records_[index];
    return {path_of(record), record.size, record.modified};
}

bool FileList::operator==(const FileList& other) const
{
    if (size() != other.size()) return false;
    for (std::size_t index = 0; index < size(); ++index)
        if ((*this)[index] != other[index]) return false;
    return true;
}

void FileList::append(const FileList& other)
{
    require_room(other.paths_.size());
    const auto shift = static_cast<std::uint32_t>(paths_.size());
    paths_ += other.paths_;
    const std::size_t first = records_.size();
    records_.insert(records_.end(), other.records_.begin(), other.records_.end());
    for (std::size_t index = first; index < records_.size(); ++index) records_[index].offset += shift;
}

// A quicksort in three parts whose digits are eight bytes wide: what a range has in common is looked at once,
// and no memory is needed beside the records. Comparing whole paths takes four times as long on a million of
// them.
void FileList::sort()
{
    const auto by_path = [this](const Record& left, const Record& right) {
        return path_of(left) < path_of(right);
    };
    if (std::is_sorted(records_.begin(), records_.end(), by_path)) return;

    const auto record_at = [this](std::size_t index) {
        return records_.begin() + static_cast<std::ptrdiff_t>(index);
    };
    std::vector<Range> work = {{0, records_.size(), 0}};
    while (!work.empty()) {
        const Range range = work.back();
        work.pop_back();
        const std::size_t count = range.end - range.begin;
        if (count < 2) continue;
        if (count <= kSmallRange) {
            std::sort(record_at(range.begin), record_at(range.end), by_path);
            continue;
        }
        const auto key = [&](std::size_t index) { return key_at(path_of(records_[index]), range.depth); };
        const std::uint64_t pivot = median(key(range.begin + count / 4), key(range.begin + count / 2),
                                           key(range.begin + count / 4 * 3));

        // [begin, less) is below the pivot, [less, at) equal to it, [greater, end) above it.
        std::size_t less = range.begin;
        std::size_t greater = range.end;
        for (std::size_t at = range.begin; at < greater;) {
            const std::uint64_t here = key(at);
            if (here < pivot) {
                std::swap(records_[less++], records_[at++]);
            } else if (here > pivot) {
                std::swap(records_[at], records_[--greater]);
            } else {
                ++at;
            }
        }
        work.push_back({range.begin, less, range.depth});
        work.push_back({greater, range.end, range.depth});
        const bool may_go_on = (pivot & 0xFF) != 0;
        if (may_go_on) {
            work.push_back({less, greater, range.depth + kKeyBytes});
        } else {
            // A zero stands where a path has ended (or for itself): equal paths, so this is about nothing or
            // little.
            std::sort(record_at(less), record_at(greater), by_path);
        }
    }
}

std::string_view FileList::path_of(const Record& record) const
{
    return {paths_.data() + record.offset, record.length};
}

void FileList::require_room(std::size_t path_bytes) const
{
    if (path_bytes > std::numeric_limits<std::uint32_t>::max() - paths_.size())
        throw Failure("too many files: their paths take more than 4 GiB");
}

} // namespace ctask
