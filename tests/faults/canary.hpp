// A directory that nothing may touch.
#pragma once

#include "support/scratch_dir.hpp"

#include <string>

namespace ctask {

/// Makes one that has what a workspace has, so that whatever is led there finds what it looks for; and in it
/// a `file`. All of it is old.
void make_canary(const ScratchDir& scratch, const std::string& name);

/// Names, kinds, modes, owners, sizes, times and contents of all that is in a directory, and of itself.
std::string fingerprint_of(const std::string& directory);

} // namespace ctask
