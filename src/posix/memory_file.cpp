// Memory files by memfd_create.
#include "posix/memory_file.hpp"

#include "base/error.hpp"

#include <cerrno>
#include <sys/mman.h>
#include <unistd.h>

namespace ctask {

UniqueFd memory_file(const std::string& text)
{
    UniqueFd file(::memfd_create("ctask", MFD_CLOEXEC));
    if (!file) throw_errno("cannot make a file in memory");
    for (std::size_t written = 0; written < text.size();) {
        const ssize_t count = ::write(file.get(), text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) throw_errno("cannot write a file in memory");
        written += static_cast<std::size_t>(count);
    }
    if (::lseek(file.get(), 0, SEEK_SET) != 0) throw_errno("cannot rewind a file in memory");
    return file;
}

} // namespace ctask
