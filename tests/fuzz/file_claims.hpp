// What must hold for every list of files that was read from disk.
#pragma once

#include "world/tree.hpp"

namespace ctask::fuzz {

/// Sorted, inside the workspace, and without what the rules leave out.
void claim_good_list(const FileList& files, const ScanRules& rules);
void claim_same_list(const FileList& left, const FileList& right);

} // namespace ctask::fuzz
