// What a ctask that was killed in the middle of a write has left beside the file.
#pragma once

#include "world/directory.hpp"

namespace ctask {

/// Removes it, in a workspace and in its `.ctask`. To be called under the write lock, before anything is
/// written. Never throws: it is in nobody's way.
void sweep_half_written(Directory& workspace, Directory& state);

} // namespace ctask
