// The files of a workspace, as many as a million of them: a compact list that can be sorted. What belongs
// into it is decided elsewhere.
#pragma once

#include "base/growing_array.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace ctask {

/// One regular file or symbolic link (the link itself). `path` is relative, with '/', raw bytes; borrowed.
struct FileEntry {
    std::string_view path;
    std::uint64_t size = 0;
    /// Nanoseconds since 1970.
    std::int64_t modified = 0;

    bool operator==(const FileEntry&) const = default;
};

/// An entry with a path of its own.
struct FoundFile {
    std::string path;
    std::uint64_t size = 0;
    std::int64_t modified = 0;
};

/// What of a path names its directory, the slash included; empty when it has none.
std::string_view directory_part(std::string_view path);

/// Some 45 bytes a file: a path is kept as its name and its directory, which those that were added after it
/// share. Of at most 4 GiB of them; more throws Failure. Sorted by path, bytewise, once sort() was called.
class FileList {
  public:
    class Iterator;

    void add(std::string_view path, std::uint64_t size, std::int64_t modified);
    /// The same of a path in two: its directory_part(), and what follows.
    void add(std::string_view directory, std::string_view name, std::uint64_t size, std::int64_t modified);
    void sort();
    std::size_t size() const { return records_.size(); }
    bool empty() const { return size() == 0; }
    /// For a look at one of them; all are read by begin().
    FoundFile operator[](std::size_t index) const;
    Iterator begin() const;
    std::default_sentinel_t end() const { return {}; }
    /// Takes the other's entries; sort() afterwards.
    void append(const FileList& other);
    /// The same entries in the same order.
    bool operator==(const FileList& other) const;

  private:
    struct Record {
        std::uint64_t size;
        std::int64_t modified;
        /// In directories_.
        std::uint32_t directory;
        /// Where its name begins in text_, with its length before it.
        std::uint32_t name;
    };
    struct Range {
        std::uint32_t offset;
        std::uint32_t length;
    };
    /// A path in two: the directory up to its last '/', and the name.
    struct Parts {
        std::string_view directory;
        std::string_view name;
    };

    std::string_view directory_of(const Record& record) const;
    Parts parts_of(const Record& record) const;
    void enter_directory(std::string_view directory);
    void require_room(std::size_t bytes) const;
    bool is_last_misplaced() const;
    void sort_few(std::size_t begin, std::size_t end, std::size_t depth);

    static bool is_before(const Parts& left, const Parts& right);
    static std::uint64_t key_at(const Parts& path, std::size_t depth);

    GrowingArray<char> text_;
    GrowingArray<Range> directories_;
    GrowingArray<Record> records_;
    bool is_sorted_ = true;
};

/// Goes through a list that does not change meanwhile.
class FileList::Iterator {
  public:
    explicit Iterator(const FileList& list);
    Iterator(const Iterator&) = delete;
    Iterator& operator=(const Iterator&) = delete;

    /// Its path is valid until the iterator moves.
    const FileEntry& operator*() const { return entry_; }
    const FileEntry* operator->() const { return &entry_; }
    Iterator& operator++();
    bool operator==(std::default_sentinel_t) const { return index_ == list_.size(); }

  private:
    void read();

    const FileList& list_;
    std::size_t index_ = 0;
    std::string path_;
    std::string_view directory_;
    FileEntry entry_;
};

} // namespace ctask
