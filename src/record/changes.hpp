// What differs between two lists of files.
#pragma once

#include "world/tree.hpp"

#include <string>
#include <vector>

namespace ctask {

/// Paths, raw bytes, each list sorted.
struct Changes {
    std::vector<std::string> added;
    std::vector<std::string> modified;
    std::vector<std::string> deleted;

    bool none() const { return added.empty() && modified.empty() && deleted.empty(); }
    std::size_t count() const { return added.size() + modified.size() + deleted.size(); }
    bool operator==(const Changes&) const = default;
};

/// Both lists sorted. Modified is another size or another mtime; when one side's mtime has whole seconds
/// only, the mtimes are compared by the second.
Changes compare(const FileList& before, const FileList& after);

} // namespace ctask
