// Finding workspaces: all of them in the roots, and the one that a word on the command line means.
#pragma once

#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ctask {

/// A workspace as a listing finds it; when `problem` is not empty its task.yaml could not be read
/// ("task.yaml:4: expected a mapping") and `task` is empty.
struct Listed {
    std::string path;
    std::string name;
    std::string root;
    std::string category;
    TaskFile task;
    std::string problem;
    /// What to do about the problem.
    std::string hint = {};
    /// The directory that holds it, open; null for one that was not found by going through the roots.
    std::shared_ptr<Directory> shelf = {};

    /// As slug_of() has it.
    std::string slug() const;
};

/// Every workspace in the roots (directly in a root or one level down), each directory once, names starting
/// with '.' passed over; newest first by updated_at, broken ones last. A missing root is an empty one; an
/// unreadable one throws. `closed`, where given, gets the paths of the user's directories that cannot be
/// looked into.
std::vector<Listed> scan_roots(Files& files, const Settings& settings,
                               std::vector<std::string>* closed = nullptr);
/// What that means and what to type, in one line; empty when there are none.
std::string describe_closed(const std::vector<std::string>& closed);

/// The workspace that `word` means: a path that exists (a word with '/', or "."); an exact directory name; an
/// exact slug, or else a name without its date; a part of a slug or a name whatever the case. Archived ones
/// are found too. Throws Failure when there is none (naming the nearest slugs) and when there are several
/// (naming all).
Workspace find_workspace(Files& files, const Settings& settings, const Environment& environment,
                         const std::string& word, Broken broken = Broken::refused);

/// A word by which find_workspace() finds this one and no other: the first of `words` that does, else its
/// path. Goes through the roots.
std::string word_for(Files& files, const Settings& settings, const Workspace& workspace,
                     const std::vector<std::string>& words);

/// When no word is given: the one the working directory lies in, else CTASK_WORKSPACE, else the most recent
/// active one. Throws Failure when there is none.
Workspace default_workspace(Files& files, const Settings& settings, const Environment& environment,
                            Broken broken = Broken::refused);
/// The workspace that the directory `path` is or lies in, by its task.yaml, which may be broken; null when
/// there is none up to the top.
std::unique_ptr<Directory> enclosing_workspace(Files& files, const std::string& path);
/// The most recently updated active workspace. Throws Failure when there is none.
Workspace most_recent_workspace(Files& files, const Settings& settings);

} // namespace ctask
