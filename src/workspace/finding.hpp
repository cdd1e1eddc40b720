// The workspace that a word on the command line means, or none at all.
#pragma once

#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ctask {

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
