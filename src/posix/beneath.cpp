// Opens a directory deep below another one, following no link on the way.
#include "posix/beneath.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>

namespace ctask {

namespace {

constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;

/// Several components in one call, none of them a link.
UniqueFd open_all(int directory, const char* path)
{
    open_how how{};
    how.flags = kOpenDirectory;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    return UniqueFd(static_cast<int>(::syscall(SYS_openat2, directory, path, &how, sizeof how)));
}

UniqueFd open_one(int directory, const char* component)
{
    return UniqueFd(::openat(directory, component, kOpenDirectory));
}

/// In pieces of whole components, none longer than `longest` unless it is one component.
UniqueFd open_in_pieces(int root, const std::string& path, std::size_t longest,
                        UniqueFd (*open)(int directory, const char* piece))
{
    UniqueFd at;
    for (std::size_t start = 0; start < path.size();) {
        std::size_t end = path.size();
        if (end - start > longest) {
            end = path.rfind('/', start + longest);
            if (end == path.npos || end <= start) end = std::min(path.find('/', start), path.size());
        }
        at = open(at ? at.get() : root, path.substr(start, end - start).c_str());
        if (!at) break;
        start = end + 1;
    }
    return at;
}

} // namespace

UniqueFd open_beneath(int root, const std::string& path)
{
    constexpr std::size_t kPiece = 3000;
    if (path.empty()) return open_one(root, ".");
    UniqueFd opened = open_in_pieces(root, path, kPiece, open_all);
    // Kernels before 5.6 lack the call, some containers forbid it.
    if (!opened && (errno == ENOSYS || errno == EPERM)) opened = open_in_pieces(root, path, 1, open_one);
    return opened;
}

} // namespace ctask
