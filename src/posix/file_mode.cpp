// Modes: by a descriptor of the file itself, where it can be opened.
#include "posix/file_mode.hpp"

#include "base/unique_fd.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ctask {

namespace {

/// Of Linux 6.6; headers are older. The number is the same on every machine but alpha.
#ifdef SYS_fchmodat2
constexpr long kFchmodat2 = SYS_fchmodat2;
#else
constexpr long kFchmodat2 = 452;
#endif

} // namespace

int set_mode_of(int directory, const char* leaf, mode_t mode)
{
    const UniqueFd opened(
        ::openat(directory, leaf, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (opened) return ::fchmod(opened.get(), mode);
    if (errno != EACCES) return -1;
    if (::syscall(kFchmodat2, directory, leaf, mode, AT_SYMLINK_NOFOLLOW) == 0) return 0;
    return ::fchmodat(directory, leaf, mode, AT_SYMLINK_NOFOLLOW);
}

} // namespace ctask
