// All workspaces in the roots. Which one a word means: finding.hpp.
#pragma once

#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ctask {

/// A workspace as a listing finds it; when `problem` is not empty its task.yaml could not be read
/// ("task.yaml:4: expected a mapping") and `task` is empty.
struct CatalogEntry {
    std::string path;
    std::string name;
    std::string root;
    std::string category;
    TaskFile task;
    std::string problem;
    /// What to do about the problem.
    std::string hint = {};
    /// The directory that holds it, open; null for one that was not found by going through the roots.
    std::shared_ptr<Directory> parent = {};

    /// As slug_of() has it.
    std::string slug() const;
};

/// Every workspace in the roots (directly in a root or one level down), each directory once, names starting
/// with '.' passed over; newest first by updated_at, broken ones last. A missing root is an empty one; an
/// unreadable one throws. `closed`, where given, gets the paths of the user's directories that cannot be
/// looked into.
std::vector<CatalogEntry> read_catalog(Files& files, const Settings& settings,
                                       std::vector<std::string>* closed = nullptr);
/// What that means and what to type, in one line; empty when there are none.
std::string describe_closed(const std::vector<std::string>& closed);

} // namespace ctask
