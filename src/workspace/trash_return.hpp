// Bringing a workspace back from the trash.
#pragma once

#include "workspace/trash_entries.hpp"

#include <string>

namespace ctask {

/// Renames it back to where it came from, creating the category when that is gone; never over something.
/// Returns its path. Throws Failure, having moved nothing, when the name is taken, and when the entry is no
/// longer the directory that was listed.
std::string bring_back(Files& files, const TrashEntry& entry);

} // namespace ctask
