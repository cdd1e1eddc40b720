// The list of a workspace's files: names and directories in one text, and records of 24 bytes that are sorted
// in place.
#include "world/file_list.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <vector>

namespace ctask {

namespace {

constexpr std::size_t kKeyBytes = sizeof(std::uint64_t);
/// Ranges this short are sorted at once.
constexpr std::size_t kSmallRange = 24;
/// A name's length stands before it, seven bits a byte, the lowest first; in all but the last the eighth is
/// set.
constexpr unsigned kLengthBits = 7;
constexpr std::size_t kMoreLength = 1u << kLengthBits;

/// Bytes as a number that compares as they do.
std::uint64_t big_endian(const char* bytes)
{
    std::uint64_t key = 0;
    std::memcpy(&key, bytes, sizeof key);
    return std::endian::native == std::endian::little ? __builtin_bswap64(key) : key;
}

std::uint64_t median(std::uint64_t first, std::uint64_t second, std::uint64_t third)
{
    return std::max(std::min(first, second), std::min(std::max(first, second), third));
}

/// Records that agree in their first `depth` bytes.
struct EqualSoFar {
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
};

} // namespace

std::string_view directory_part(std::string_view path)
{
    const void* slash = path.empty() ? nullptr : ::memrchr(path.data(), '/', path.size());
    if (slash == nullptr) return {};
    return path.substr(0, static_cast<std::size_t>(static_cast<const char*>(slash) - path.data()) + 1);
}

void FileList::add(std::string_view path, std::uint64_t size, std::int64_t modified)
{
    const std::string_view directory = directory_part(path);
    add(directory, path.substr(directory.size()), size, modified);
}

void FileList::add(std::string_view directory, std::string_view name, std::uint64_t size,
                   std::int64_t modified)
{
    std::array<char, (std::numeric_limits<std::size_t>::digits + kLengthBits - 1) / kLengthBits> length;
    require_room(directory.size() + name.size() + length.size());
    enter_directory(directory);
    const auto begin = static_cast<std::uint32_t>(text_.size());
    std::size_t digits = 0;
    for (std::size_t left = name.size();; left >>= kLengthBits) {
        const bool is_last = left < kMoreLength;
        length[digits++] = static_cast<char>(left % kMoreLength + (is_last ? 0 : kMoreLength));
        if (is_last) break;
    }
    text_.append({length.data(), digits});
    text_.append(name);
    records_.push_back({size, modified, static_cast<std::uint32_t>(directories_.size() - 1), begin});
    if (is_sorted_ && records_.size() > 1) is_sorted_ = !is_last_misplaced();
}

void FileList::enter_directory(std::string_view directory)
{
    if (directories_.size() > 0) {
        const Range last = directories_[directories_.size() - 1];
        if (directory == std::string_view(text_.data() + last.offset, last.length)) return;
    }
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_.append(directory);
    directories_.push_back({begin, static_cast<std::uint32_t>(directory.size())});
}

FoundFile FileList::operator[](std::size_t index) const
{
    const Record& record = records_[index];
    const Parts path = parts_of(record);
    return {std::string(path.directory).append(path.name), record.size, record.modified};
}

FileList::Iterator FileList::begin() const
{
    return Iterator(*this);
}

bool FileList::operator==(const FileList& other) const
{
    if (size() != other.size()) return false;
    auto theirs = other.begin();
    for (const FileEntry& ours : *this) {
        if (ours != *theirs) return false;
        ++theirs;
    }
    return true;
}

void FileList::append(const FileList& other)
{
    require_room(other.text_.size());
    const auto text_before = static_cast<std::uint32_t>(text_.size());
    const auto directories_before = static_cast<std::uint32_t>(directories_.size());
    const std::size_t records_before = records_.size();
    is_sorted_ = other.empty() ? is_sorted_ : empty() && other.is_sorted_;
    text_.append(other.text_);
    directories_.append(other.directories_);
    records_.append(other.records_);
    for (std::size_t index = directories_before; index < directories_.size(); ++index)
        directories_[index].offset += text_before;
    for (std::size_t index = records_before; index < records_.size(); ++index) {
        records_[index].directory += directories_before;
        records_[index].name += text_before;
    }
}

// A quicksort in three parts whose digits are eight bytes wide: what a range has in common is looked at once,
// and no memory is needed beside the records. Comparing whole paths takes four times as long on a million of
// them.
void FileList::sort()
{
    if (is_sorted_) return;
    const auto by_path = [this](const Record& left, const Record& right) {
        return is_before(parts_of(left), parts_of(right));
    };
    std::vector<EqualSoFar> work = {{0, records_.size(), 0}};
    while (!work.empty()) {
        const EqualSoFar range = work.back();
        work.pop_back();
        const std::size_t count = range.end - range.begin;
        if (count < 2) continue;
        if (count <= kSmallRange) {
            sort_few(range.begin, range.end, range.depth);
            continue;
        }
        const auto key = [&](std::size_t index) { return key_at(parts_of(records_[index]), range.depth); };
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
            std::sort(records_.begin() + less, records_.begin() + greater, by_path);
        }
    }
    is_sorted_ = true;
}

/// Records that agree in their first `depth` bytes: by the eight that follow, which most differ in.
void FileList::sort_few(std::size_t begin, std::size_t end, std::size_t depth)
{
    struct Keyed {
        std::uint64_t key;
        Record record;
    };
    std::array<Keyed, kSmallRange> few;
    const auto few_end = std::transform(records_.begin() + begin, records_.begin() + end, few.begin(),
                                        [&](const Record& record) {
                                            return Keyed{key_at(parts_of(record), depth), record};
                                        });
    std::sort(few.begin(), few_end, [this](const Keyed& left, const Keyed& right) {
        if (left.key != right.key) return left.key < right.key;
        return is_before(parts_of(left.record), parts_of(right.record));
    });
    std::transform(few.begin(), few_end, records_.begin() + begin,
                   [](const Keyed& one) { return one.record; });
}

bool FileList::is_last_misplaced() const
{
    const std::size_t last = records_.size() - 1;
    return is_before(parts_of(records_[last]), parts_of(records_[last - 1]));
}

std::string_view FileList::directory_of(const Record& record) const
{
    const Range range = directories_[record.directory];
    return {text_.data() + range.offset, range.length};
}

FileList::Parts FileList::parts_of(const Record& record) const
{
    const char* at = text_.data() + record.name;
    std::size_t length = 0;
    for (unsigned shift = 0;; shift += kLengthBits) {
        const auto digit = static_cast<unsigned char>(*at++);
        length |= std::size_t{digit % kMoreLength} << shift;
        if (digit < kMoreLength) return {directory_of(record), {at, length}};
    }
}

void FileList::require_room(std::size_t bytes) const
{
    // A path's directory may have to be noted as well as its name.
    if (bytes > std::numeric_limits<std::uint32_t>::max() - text_.size())
        throw Failure("too many files: their paths take more than 4 GiB");
}

/// As the whole paths compare. No name has a '/', and a directory ends in one.
bool FileList::is_before(const Parts& left, const Parts& right)
{
    const std::size_t common = std::min(left.directory.size(), right.directory.size());
    const std::string_view left_directory = left.directory.substr(0, common);
    const std::string_view right_directory = right.directory.substr(0, common);
    if (left_directory.data() != right_directory.data() && left_directory != right_directory)
        return left_directory < right_directory;
    if (left.directory.size() > common) return left.directory.substr(common) < right.name;
    if (right.directory.size() > common) return left.name < right.directory.substr(common);
    return left.name < right.name;
}

/// The eight bytes of a path from `depth` on, zeros where it has ended.
std::uint64_t FileList::key_at(const Parts& path, std::size_t depth)
{
    const std::size_t directory = path.directory.size();
    if (depth + kKeyBytes <= directory) return big_endian(path.directory.data() + depth);
    if (depth >= directory && depth - directory + kKeyBytes <= path.name.size())
        return big_endian(path.name.data() + (depth - directory));
    char padded[kKeyBytes] = {};
    const std::size_t in_directory = std::min(depth, directory);
    const std::string_view first = path.directory.substr(in_directory);
    const std::string_view second = path.name.substr(std::min(depth - in_directory, path.name.size()));
    first.copy(padded, kKeyBytes);
    second.copy(padded + first.size(), kKeyBytes - first.size());
    return big_endian(padded);
}

FileList::Iterator::Iterator(const FileList& list) : list_(list)
{
    if (!list_.empty()) read();
}

FileList::Iterator& FileList::Iterator::operator++()
{
    if (++index_ < list_.size()) read();
    return *this;
}

void FileList::Iterator::read()
{
    const Record& record = list_.records_[index_];
    const Parts path = list_.parts_of(record);
    // Most have the directory of the one before.
    const bool same_directory =
        path.directory.data() == directory_.data() && path.directory.size() == directory_.size();
    if (same_directory)
        path_.resize(directory_.size());
    else
        path_ = directory_ = path.directory;
    path_ += path.name;
    entry_ = {path_, record.size, record.modified};
}

} // namespace ctask
