// What is in the trash: everything that can be brought back, and the one that a word means.
#pragma once

#include "workspace/settings.hpp"
#include "workspace/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// A workspace in the trash. One whose task.yaml could not be read has an empty `task` and a `problem`.
struct TrashEntry {
    /// Its name in the trash.
    std::string entry;
    /// Absolute, without symbolic links.
    std::string path;
    /// Of the root, in the same way.
    std::string root;
    FileStamp stamp;
    /// Where it came from, below the root; what it was called there.
    std::string place;
    std::string name;
    /// Why `place` is no more than a guess: what tells it is there and could not be read. Empty otherwise.
    std::string place_problem;
    WallTime trashed_at{};
    /// When this trash was last looked through for what is too old.
    std::optional<WallTime> last_look;
    /// As record/trash_note.hpp has it; empty when it left no note.
    std::string reason;
    TaskFile task;
    std::string problem;

    /// As slug_of() has it.
    std::string slug() const;
};

/// Everything that ctask put into the trash of one of the roots and has not begun to remove, what came there
/// last first. What has neither a task.yaml nor a note never was a workspace and is passed over. A missing
/// root or trash is an empty one; a trash that is a link is passed over too. Throws Failure for one that may
/// not be entered.
std::vector<TrashEntry> list_trash(Files& files, const Settings& settings);

/// The entry that `word` means: a path (a word with '/'); an entry's name; the name that the workspace had; a
/// slug; a part of a slug whatever the case. Throws Failure when there is none, and when there are several
/// (naming all, with their titles and when they were moved there).
TrashEntry find_in_trash(Files& files, const Settings& settings, const Environment& environment,
                         const std::string& word, WallTime now);
/// Those that `word` means exactly: by an entry's name, the name that the workspace had, its slug, or the
/// path where it was. None where the trash cannot be read.
std::vector<TrashEntry> exactly_in_trash(Files& files, const Settings& settings,
                                         const Environment& environment, const std::string& word);
/// What came there last. Throws Failure when there is nothing.
TrashEntry last_in_trash(Files& files, const Settings& settings);

} // namespace ctask
