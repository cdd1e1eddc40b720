// A name below a directory, reached component by component without following a link.
#pragma once

#include "base/unique_fd.hpp"
#include "world/directory.hpp"

#include <string>
#include <sys/stat.h>

namespace ctask {

/// Puts the names in an open directory on disk. `path`, of it or of what is in it, is for the message.
void sync_names(int directory, const std::string& path);

/// The directory that holds the last component of a name, open, and that component: for the *at() calls.
class Place {
  public:
    /// `directory` is borrowed. Throws std::system_error naming what is in the way: ENOENT for what is
    /// missing, ELOOP for a link, ENOTDIR, and EINVAL for a name that is empty, absolute, or holds an empty
    /// component, "..", or a NUL.
    Place(const Directory& directory, const std::string& name);

    int directory() const { return parent_ ? parent_.get() : top_; }
    const char* leaf() const { return leaf_.c_str(); }
    /// The whole name as a path, for messages.
    const std::string& path() const { return path_; }

    /// Opens the last component with these flags, and O_NOFOLLOW, O_CLOEXEC, O_NONBLOCK and O_NOCTTY.
    UniqueFd open(int flags, mode_t mode = 0) const;
    /// Nothing when there is no such file. Throws when that cannot be told.
    std::optional<FileStamp> stamp() const;
    /// Puts the directory's own entries on disk.
    void sync_directory() const { sync_names(directory(), path_); }

  private:
    int top_;
    UniqueFd parent_;
    std::string leaf_;
    std::string path_;
};

FileStamp to_stamp(const struct stat& status);
/// Of an open file.
FileStamp stamp_of_descriptor(int descriptor, const std::string& path);
/// "is a symbolic link", "is a directory", "is a fifo", ...; empty for a regular file.
std::string describe_irregular(mode_t mode);
/// Throws unless the stamp is that of a regular file.
void refuse_irregular(const FileStamp& stamp, const std::string& path);
/// directory "/" name, whatever the directory ends in.
std::string join_path(const std::string& directory, const std::string& name);

} // namespace ctask
