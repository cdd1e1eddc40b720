// Goes down one open directory at a time, following nothing.
#include "posix/place.hpp"

#include "base/error.hpp"
#include "posix/clock.hpp"

#include <fcntl.h>

namespace ctask {

namespace {

/// `path` is made only to be told: on a long way it costs more than the way itself.
template <typename Path>
UniqueFd open_component(int directory, const std::string& component, const Path& path)
{
    UniqueFd opened(::openat(directory, component.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (opened) return opened;
    const int error = errno;
    struct stat status {};
    const bool is_link = error == ENOTDIR &&
                         ::fstatat(directory, component.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                         S_ISLNK(status.st_mode);
    if (is_link) throw WordedError(ELOOP, path() + " is a symbolic link");
    throw_system_error(error, "cannot enter " + path());
}

bool is_valid(const std::string& component)
{
    return !component.empty() && component != ".." && component.find('\0') == std::string::npos;
}

} // namespace

Place::Place(const Directory& directory, const std::string& name)
    : top_(directory.descriptor()), path_(join_path(directory.path(), name))
{
    std::size_t start = 0;
    for (;;) {
        const std::size_t end = name.find('/', start);
        leaf_ = name.substr(start, end == name.npos ? end : end - start);
        if (!is_valid(leaf_)) throw_system_error(EINVAL, "cannot use the name " + path_);
        if (end == name.npos) return;
        const auto path = [&] { return join_path(directory.path(), name.substr(0, end)); };
        parent_ = open_component(this->directory(), leaf_, path);
        start = end + 1;
    }
}

UniqueFd Place::open(int flags, mode_t mode) const
{
    return UniqueFd(
        ::openat(directory(), leaf(), flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode));
}

std::optional<FileStamp> Place::stamp() const
{
    struct stat status {};
    if (::fstatat(directory(), leaf(), &status, AT_SYMLINK_NOFOLLOW) == 0) return to_stamp(status);
    if (errno == ENOENT) return std::nullopt;
    throw_errno("cannot look at " + path_);
}

void sync_names(int directory, const std::string& path)
{
    const UniqueFd readable(::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems cannot sync a directory and say EINVAL: there is then nothing to wait for.
    if (!readable || (::fsync(readable.get()) != 0 && errno != EINVAL)) throw_errno("cannot sync " + path);
}

FileStamp to_stamp(const struct stat& status)
{
    FileStamp stamp;
    if (S_ISREG(status.st_mode)) stamp.kind = FileKind::regular;
    if (S_ISDIR(status.st_mode)) stamp.kind = FileKind::directory;
    if (S_ISLNK(status.st_mode)) stamp.kind = FileKind::symlink;
    stamp.device = status.st_dev;
    stamp.inode = status.st_ino;
    stamp.owner = status.st_uid;
    stamp.mode = status.st_mode;
    stamp.size = static_cast<std::uint64_t>(status.st_size);
    stamp.modified = WallTime(from_timespec(status.st_mtim));
    stamp.changed = WallTime(from_timespec(status.st_ctim));
    return stamp;
}

FileStamp stamp_of_descriptor(int descriptor, const std::string& path)
{
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) throw_errno("cannot look at " + path);
    return to_stamp(status);
}

std::string describe_irregular(mode_t mode)
{
    if (S_ISREG(mode)) return {};
    if (S_ISLNK(mode)) return "is a symbolic link";
    if (S_ISDIR(mode)) return "is a directory";
    if (S_ISFIFO(mode)) return "is a fifo";
    if (S_ISSOCK(mode)) return "is a socket";
    return "is a device";
}

void refuse_irregular(const FileStamp& stamp, const std::string& path)
{
    if (stamp.kind == FileKind::regular) return;
    const int error = stamp.kind == FileKind::symlink     ? ELOOP
                      : stamp.kind == FileKind::directory ? EISDIR
                                                          : EINVAL;
    throw WordedError(error, path + " " + describe_irregular(stamp.mode));
}

std::string join_path(const std::string& directory, const std::string& name)
{
    return directory.ends_with('/') ? directory + name : directory + "/" + name;
}

} // namespace ctask
