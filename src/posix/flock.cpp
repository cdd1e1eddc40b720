// flock(2) that never waits long.
#include "posix/flock.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <sys/file.h>

namespace ctask {

Flock try_flock(int descriptor)
{
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        switch (errno) {
        case EINTR:
            continue;
        case EWOULDBLOCK:
            return Flock::busy;
        // EBADF and EINVAL: what NFS and some FUSE file systems say of a file that they cannot lock this way.
        case ENOLCK:
        case EOPNOTSUPP:
        case ENOSYS:
        case EBADF:
        case EINVAL:
            return Flock::unsupported;
        default:
            throw_errno("cannot lock a file");
        }
    }
    return Flock::taken;
}

UniqueFd open_for_turns(int directory)
{
    return UniqueFd(::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

DirectoryTurn::DirectoryTurn(int directory) : directory_(directory)
{
    constexpr int kTries = 100;
    constexpr timespec kPause{0, 1'000'000};
    if (directory < 0) return;
    for (int tries = 0; tries < kTries; ++tries) {
        state_ = try_flock(directory);
        if (state_ != Flock::busy) return;
        ::nanosleep(&kPause, nullptr);
    }
}

DirectoryTurn::~DirectoryTurn()
{
    if (state_ == Flock::taken) ::flock(directory_, LOCK_UN);
}

} // namespace ctask
