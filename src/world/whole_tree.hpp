// Whole directory trees: what is in one, and what became of one that was to be removed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ctask {

/// Called from time to time with the number of entries dealt with; false ends the work early.
using KeepGoing = std::function<bool(std::size_t)>;

/// Everything below a directory, whatever is ignored elsewhere; no link is followed and no mount entered.
/// Paths are relative to it, raw.
struct Survey {
    /// All that is no directory.
    std::size_t files = 0;
    std::size_t directories = 0;
    /// Sizes of the files as they read, not what they take on disk.
    std::uint64_t bytes = 0;
    /// Directories that hold a `.git`, which may be a file; empty for the top itself. Sorted.
    std::vector<std::string> repositories;
    /// On which something is mounted. Sorted.
    std::vector<std::string> mount_points;
    /// Entries that belong to another user than the directory does.
    std::size_t of_others = 0;
    /// Directories that could not be read.
    std::size_t unreadable = 0;
    /// False when it was ended early.
    bool whole = true;
};

/// An entry that was not removed: where it is now, where it was in the tree, and why it stays.
struct LeftEntry {
    std::string path;
    std::string was;
    std::string why;
};

struct Removal {
    /// Entries, directories with them.
    std::size_t removed = 0;
    /// The first few, and how many in all.
    std::vector<LeftEntry> left;
    std::size_t left_count = 0;
    /// Nothing of the tree is there any more.
    bool finished = false;
    /// Somebody else is removing it right now; nothing was done.
    bool by_another = false;
};

} // namespace ctask
