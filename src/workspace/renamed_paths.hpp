// What is on record in a workspace follows a rename: paths in its manifests and in its summary, and the
// heading of notes.md.
#pragma once

#include "record/task_file.hpp"
#include "world/directory.hpp"

#include <string>

namespace ctask {

/// In the manifests that lie in `.ctask` (the end manifest of the last session, start manifests of sessions
/// that were cut off) the paths below the directory `from` become paths below `to`, so that files which only
/// moved do not count as changed; and so do those of what the last session changed, by which its files are
/// to be found. The history, which is only added to, keeps the names that they had then. A file that is no
/// manifest, or that cannot be written, stays as it is: the next session then tells of changes, and that is
/// all. Never throws.
void move_recorded_paths(Directory& workspace, const std::string& from, const std::string& to) noexcept;

/// The first line of notes.md gets the new title when it still is the one that creation wrote for `before`,
/// and AGENTS.md the new launch_dir when it is as creation left it. The end manifest takes them for unchanged
/// if they were. Never throws.
void rename_in_texts(Directory& workspace, const TaskFile& before, const TaskFile& after) noexcept;

} // namespace ctask
