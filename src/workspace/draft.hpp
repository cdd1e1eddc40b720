// The hidden directory in which a workspace is made, so that whoever looks sees all of it or nothing.
#pragma once

#include "record/task_file.hpp"
#include "workspace/workspace.hpp"

#include <functional>
#include <string>

namespace ctask {

/// A name that is ours to give: no workspace bears it, and the draft for it is ours.
struct Draft {
    /// Of the directory while it is being filled, in the category.
    std::string hidden;
    /// What it is to be called.
    std::string name;
    /// From the second of that name on with -2, -3, ..., as the name has it, so that it means one workspace.
    std::string slug;
};

/// Whether a directory of this name is a draft: .YYYY-MM-DD_SLUG.new. (A hidden directory of the user's own
/// may end in .new too.)
bool is_draft(const std::string& name);

/// Makes an empty draft for the first name DATE_slug, DATE_slug-2, ... that is free, whoever else is looking
/// for one, and whose slug `is_free` (asked when it is given). A later call with the draft so far moves that
/// on to the next free name, in case the one that it was made for is taken all the same (not everybody makes
/// a draft).
Draft reserve_name(Directory& category, const std::string& slug, WallTime now,
                   const std::function<bool(const std::string& slug)>& is_free, const Draft* so_far);

/// Moves what `new`s that were killed have left in the category to the trash: drafts that have stood still
/// for an hour, which takes a `new` well under a second. Never throws: they are in nobody's way.
void sweep_drafts(Files& files, const Directory& root, Directory& category, WallTime now);

} // namespace ctask
