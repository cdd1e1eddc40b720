// What ctask's own files in a workspace say, each read by the program's own reader.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ctask {

struct WorkspaceState {
    /// Files that are neither absent nor whole, with what is wrong.
    std::vector<std::string> torn;
    /// How often each session is in the history.
    std::map<std::string, std::size_t> recorded;
    /// Sessions that have left a lease or a start manifest.
    std::set<std::string> remaining;
    /// Lines of the log for people.
    std::size_t log_lines = 0;
    std::string title;
};

/// `workspace` is a path.
WorkspaceState read_state(const std::string& workspace);

} // namespace ctask
