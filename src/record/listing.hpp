// A list of files with gaps: what could not be read when it was made, and what may be believed all the same.
#pragma once

#include "record/changes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

struct Listing {
    FileList files;
    /// Sorted. Whatever lies at or below one of these paths may be there or not; the empty path is the
    /// workspace itself.
    std::vector<std::string> unreadable;

    /// Nothing that is missing from the list is known to be missing.
    bool is_all_gaps() const { return !unreadable.empty() && unreadable.front().empty(); }
};

/// Whether the path is one of these, or lies below one. `unreadable` is sorted.
bool lies_in_a_gap(std::string_view path, const std::vector<std::string>& unreadable);

/// As of two lists without gaps, but of what could not be read at one of the two times nothing is said.
Changes compare(const Listing& before, const Listing& after);

/// The files of `now`, with those of `before` where `now` has its gaps: the last that was known of them.
FileList last_known(const Listing& before, Listing now);

} // namespace ctask
