// The mode of a name, changed without following a link, also where there is no /proc.
#pragma once

#include <sys/types.h>

namespace ctask {

/// 0, or -1 with errno: ELOOP for a link. (fchmodat() with AT_SYMLINK_NOFOLLOW, which would be all, is done
/// by way of /proc in the C library; here it is the last resort, for what its owner has closed to himself.)
int set_mode_of(int directory, const char* leaf, mode_t mode);

} // namespace ctask
