// A file that is made under a name of its own, to be put in its place when it is complete.
#pragma once

#include "base/unique_fd.hpp"
#include "posix/place.hpp"

#include <span>
#include <string>
#include <string_view>

namespace ctask {

/// Named as temporary_names.hpp has it, beside the place it is for, and flocked while it is open, where there
/// are flocks: one that is not has a dead writer. Removed when destroyed, unless it was renamed.
class TemporaryFile {
  public:
    /// `place` is borrowed. `mode` less the umask. Throws std::system_error naming the place's path.
    TemporaryFile(const Place& place, mode_t mode);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();

    /// Open for reading and writing.
    int descriptor() const { return file_.get(); }
    const char* name() const { return name_.c_str(); }
    /// Gives the open file away; what is left is the name, still to be removed.
    UniqueFd take_descriptor() { return std::move(file_); }
    /// Puts it in its place, over what is there, and on disk when `synced`.
    void put_in_place(Durability durability);

  private:
    const Place& place_;
    std::string name_;
    UniqueFd file_;
    bool in_place_ = false;
};

/// Directory::sweep for real directories.
void sweep_temporaries(Directory& directory, std::span<const std::string_view> leaves);
/// How many of the bytes could be written; when that is not all, errno says why.
std::size_t write_what_fits(int descriptor, std::string_view bytes);
inline bool write_all(int descriptor, std::string_view bytes)
{
    return write_what_fits(descriptor, bytes) == bytes.size();
}

} // namespace ctask
