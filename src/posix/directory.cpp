// A directory of the real file system: its names. What is in its files is file_content.cpp's.
#include "posix/directory.hpp"

#include "base/error.hpp"
#include "posix/entries.hpp"
#include "posix/file_content.hpp"
#include "posix/file_mode.hpp"
#include "posix/place.hpp"
#include "posix/temporary_file.hpp"

#include <algorithm>
#include <climits>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>

namespace ctask {

namespace {

constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY;

std::vector<std::string> list_names(const UniqueFd& descriptor, const std::string& path)
{
    std::vector<std::string> names;
    Entries entries;
    entries.begin(descriptor.get());
    while (const dirent64* entry = entries.next()) names.emplace_back(entry->d_name);
    if (errno != 0) throw_errno("cannot list " + path);
    std::sort(names.begin(), names.end());
    return names;
}

/// Some file systems cannot rename without replacing. Between the look and the rename another may take the
/// name: a file is safe from that by link(), a directory is only ever renamed over an empty one.
bool move_after_looking(const Place& from, const Place& to, const FileStamp& moved)
{
    if (to.stamp()) return false;
    if (moved.kind != FileKind::directory &&
        ::linkat(from.directory(), from.leaf(), to.directory(), to.leaf(), 0) == 0) {
        if (::unlinkat(from.directory(), from.leaf(), 0) != 0) throw_errno("cannot remove " + from.path());
        return true;
    }
    if (moved.kind != FileKind::directory && errno == EEXIST) return false;
    if (::renameat(from.directory(), from.leaf(), to.directory(), to.leaf()) == 0) return true;
    throw_errno("cannot move " + from.path() + " to " + to.path());
}

} // namespace

FileStamp PosixDirectory::stamp() const
{
    return stamp_of_descriptor(descriptor(), path_);
}

bool PosixDirectory::is_removed() const
{
    struct stat status {};
    // A network file system forgets what was removed.
    return ::fstat(descriptor(), &status) == 0 ? status.st_nlink == 0 : errno == ESTALE;
}

std::optional<FileStamp> PosixDirectory::stamp_of(const std::string& name) const
{
    try {
        return Place(*this, name).stamp();
    } catch (const std::system_error& failure) {
        if (failure.code() == std::errc::no_such_file_or_directory) return std::nullopt;
        throw;
    }
}

FileContent PosixDirectory::read(const std::string& name, std::size_t limit) const
{
    return read_content(*this, name, limit);
}

FileContent PosixDirectory::read_in_parts(const std::string& name, std::size_t limit,
                                          const std::function<bool(std::string_view)>& take) const
{
    return read_content_in_parts(*this, name, limit, take);
}

std::string PosixDirectory::link_target(const std::string& name) const
{
    const Place place(*this, name);
    std::string target(PATH_MAX, '\0');
    const ssize_t length = ::readlinkat(place.directory(), place.leaf(), target.data(), target.size());
    if (length < 0) throw_errno("cannot read the link " + place.path());
    target.resize(static_cast<std::size_t>(length));
    return target;
}

void PosixDirectory::write(const std::string& name, const std::function<void(ByteSink&)>& produce,
                           Durability durability, mode_t mode)
{
    replace_content(Place(*this, name), produce, durability, mode);
}

void PosixDirectory::append(const std::string& name, std::string_view bytes, Durability durability,
                            mode_t mode)
{
    append_content(Place(*this, name), bytes, durability, mode);
}

bool PosixDirectory::remove(const std::string& name)
{
    if (!stamp_of(name)) return false;
    const Place place(*this, name);
    if (::unlinkat(place.directory(), place.leaf(), 0) == 0) return true;
    if (errno == ENOENT) return false;
    throw_errno("cannot remove " + place.path());
}

std::vector<std::string> PosixDirectory::names(const std::string& subdirectory) const
{
    if (subdirectory.empty()) {
        // Not a duplicate of ours, which would share the position in the list.
        UniqueFd again(::openat(descriptor(), ".", kOpenDirectory | O_CLOEXEC));
        if (!again) throw_errno("cannot list " + path_);
        return list_names(again, path_);
    }
    if (!stamp_of(subdirectory)) return {};
    const Place place(*this, subdirectory);
    UniqueFd opened = place.open(kOpenDirectory);
    if (!opened && errno == ENOENT) return {};
    if (!opened) throw_errno("cannot list " + place.path());
    return list_names(opened, place.path());
}

std::unique_ptr<Directory> PosixDirectory::open(const std::string& name) const
{
    const Place place(*this, name);
    UniqueFd opened = place.open(kOpenDirectory);
    if (!opened) {
        const int error = errno;
        const std::optional<FileStamp> stamp = place.stamp();
        if (stamp && stamp->kind == FileKind::symlink)
            throw WordedError(ELOOP, place.path() + " is a symbolic link");
        throw_system_error(error, "cannot open " + place.path());
    }
    return std::make_unique<PosixDirectory>(std::move(opened), place.path());
}

bool PosixDirectory::make_directory(const std::string& name, mode_t mode)
{
    const Place place(*this, name);
    if (::mkdirat(place.directory(), place.leaf(), mode) == 0) return true;
    if (errno == EEXIST) return false;
    throw_errno("cannot create " + place.path());
}

bool PosixDirectory::make_link(const std::string& target, const std::string& name)
{
    const Place place(*this, name);
    if (::symlinkat(target.c_str(), place.directory(), place.leaf()) == 0) return true;
    if (errno == EEXIST) return false;
    throw_errno("cannot create " + place.path());
}

bool PosixDirectory::move(const std::string& name, Directory& target, const std::string& new_name)
{
    const Place from(*this, name);
    const Place to(target, new_name);
    if (::renameat2(from.directory(), from.leaf(), to.directory(), to.leaf(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EEXIST) return false;
    if (errno != EINVAL && errno != ENOSYS) throw_errno("cannot move " + from.path() + " to " + to.path());
    const std::optional<FileStamp> moved = from.stamp();
    if (!moved) throw_system_error(ENOENT, "cannot move " + from.path());
    return move_after_looking(from, to, *moved);
}

void PosixDirectory::set_mode(const std::string& name, mode_t mode)
{
    const Place place(*this, name);
    if (set_mode_of(place.directory(), place.leaf(), mode & 07777) != 0)
        throw_errno("cannot change the mode of " + place.path());
}

void PosixDirectory::sweep(std::span<const std::string_view> leaves)
{
    sweep_temporaries(*this, leaves);
}

void PosixDirectory::sync()
{
    sync_names(descriptor(), path_);
}

WallTime PosixDirectory::now_by_file_system()
{
    try {
        const Place place(*this, "now");
        const TemporaryFile file(place, kPrivateFile);
        if (!write_all(file.descriptor(), "\n")) throw_errno("cannot write in " + path_);
        return stamp_of_descriptor(file.descriptor(), path_).modified;
    } catch (const std::system_error&) {
        // The directory's own time takes no room on a full disk.
        if (::futimens(descriptor(), nullptr) != 0) throw;
        return stamp().modified;
    }
}

} // namespace ctask
