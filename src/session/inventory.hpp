// Everything in a fresh workspace, to tell later whether anything at all has happened in it.
#pragma once

#include "world/directory.hpp"

#include <map>
#include <string>

namespace ctask {

/// Every name below a directory (links not followed), but for the files that a session itself writes.
struct Inventory {
    FileStamp root;
    std::map<std::string, FileStamp> entries;
};

/// Throws std::system_error for what cannot be read.
Inventory take_inventory(const Directory& workspace);
/// Whether the workspace holds exactly what the inventory says: the same directory, the same names, and for
/// each file the same inode, size, mode and both times, for each directory the same inode and mode. Anything
/// that cannot be read counts as a difference. Stops at the first one, so a tree that has grown large costs
/// nothing.
bool is_unchanged(const Inventory& before, const Directory& workspace);

} // namespace ctask
