// How long ago a file was last written, where no clock can be trusted blindly.
#pragma once

#include "world/directory.hpp"

namespace ctask {

/// Whether a file in the directory was last written over 10 s ago: by the file system's own clock where this
/// machine's could be off. A time that lies far ahead of both is no time, and counts as long ago.
bool is_too_old(const FileStamp& stamp, Directory& directory);

} // namespace ctask
