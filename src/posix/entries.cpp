// Calls getdents64 for as much as the buffer holds.
#include "posix/entries.hpp"

#include <cerrno>
#include <string_view>
#include <sys/types.h>

namespace ctask {

void Entries::begin(int directory)
{
    directory_ = directory;
    at_ = end_ = 0;
}

const dirent64* Entries::next()
{
    for (;;) {
        if (at_ == end_) {
            const ssize_t count = ::getdents64(directory_, buffer_.data(), buffer_.size());
            // One that was removed meanwhile has nothing in it.
            if (count == 0 || (count < 0 && errno == ENOENT)) errno = 0;
            if (count <= 0) return nullptr;
            at_ = 0;
            end_ = static_cast<std::size_t>(count);
        }
        const auto* entry = reinterpret_cast<const dirent64*>(buffer_.data() + at_);
        at_ += entry->d_reclen;
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") return entry;
    }
}

} // namespace ctask
