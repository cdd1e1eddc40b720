// What is in a file: read whole, replaced whole, added to.
#include "posix/file_content.hpp"

#include "base/error.hpp"
#include "posix/temporary_file.hpp"

#include <algorithm>
#include <fcntl.h>

namespace ctask {

namespace {

/// Read at once.
constexpr std::size_t kPart = std::size_t{64} * 1024;

class FileSink : public ByteSink {
  public:
    FileSink(int descriptor, const std::string& path) : descriptor_(descriptor), path_(path) {}

    void write(std::string_view bytes) override
    {
        if (!write_all(descriptor_, bytes)) throw_errno("cannot write " + path_);
    }

  private:
    int descriptor_;
    const std::string& path_;
};

FileContent bad(std::string problem, const std::optional<FileStamp>& stamp = std::nullopt)
{
    FileContent content;
    content.state = FileContent::State::bad;
    content.problem = std::move(problem);
    if (stamp) content.stamp = *stamp;
    return content;
}

FileContent unread(int error, const std::optional<FileStamp>& stamp = std::nullopt)
{
    FileContent content = bad("cannot be read (" + std::generic_category().message(error) + ")", stamp);
    content.error = error;
    return content;
}

FileContent content_of_unopened(const Place& place, int error)
{
    if (error == ENOENT) return {};
    const std::optional<FileStamp> stamp = place.stamp();
    // Nothing is there, though that was not why it could not be opened: no descriptors left, say.
    if (!stamp) return {};
    const std::string irregular = describe_irregular(stamp->mode);
    return irregular.empty() ? unread(error, stamp) : bad(irregular, stamp);
}

std::string longer_than(std::size_t limit)
{
    return "is longer than " + std::to_string(limit) + " bytes";
}

/// What can be told of it before it is read: present, with no bytes yet, or bad.
FileContent look_at(int file, const std::string& path, std::size_t limit)
{
    const FileStamp stamp = stamp_of_descriptor(file, path);
    if (stamp.kind != FileKind::regular) return bad(describe_irregular(stamp.mode), stamp);
    if (stamp.size > limit) return bad(longer_than(limit), stamp);
    FileContent content;
    content.state = FileContent::State::present;
    content.stamp = stamp;
    return content;
}

/// As ::read, not interrupted by signals.
ssize_t read_some(int file, char* bytes, std::size_t length)
{
    for (;;) {
        const ssize_t count = ::read(file, bytes, length);
        if (count >= 0 || errno != EINTR) return count;
    }
}

/// `content` is what look_at() says, as it is below.
FileContent read_whole(int file, FileContent content, std::size_t limit)
{
    if (!content.present()) return content;
    // One byte more than the file has: a read that comes back short of that has seen its end.
    content.bytes.resize(static_cast<std::size_t>(content.stamp.size) + 1);
    std::size_t length = 0;
    for (;;) {
        const ssize_t count = read_some(file, content.bytes.data() + length, content.bytes.size() - length);
        if (count < 0) return unread(errno, content.stamp);
        length += static_cast<std::size_t>(count);
        if (length > limit) return bad(longer_than(limit), content.stamp);
        if (length < content.bytes.size()) break;
        content.bytes.resize(length * 2);
    }
    content.bytes.resize(length);
    return content;
}

using TakePart = std::function<bool(std::string_view)>;

FileContent read_parts(int file, FileContent content, std::size_t limit, const TakePart& take)
{
    if (!content.present()) return content;
    // Most files are shorter than a part.
    std::string part(static_cast<std::size_t>(std::min<std::uint64_t>(kPart, content.stamp.size + 1)), '\0');
    std::size_t length = 0;
    for (;;) {
        const ssize_t count = read_some(file, part.data(), part.size());
        if (count < 0) return unread(errno, content.stamp);
        length += static_cast<std::size_t>(count);
        if (length > limit) return bad(longer_than(limit), content.stamp);
        if (count == 0 || !take(std::string_view(part).substr(0, static_cast<std::size_t>(count))))
            return content;
    }
}

/// The mode of the file that is replaced and, as far as that is allowed, its owner.
void take_after(int file, const struct stat& replaced, const std::string& path)
{
    struct stat status {};
    const bool same_owner =
        ::fstat(file, &status) == 0 && status.st_uid == replaced.st_uid && status.st_gid == replaced.st_gid;
    if (!same_owner && ::fchown(file, replaced.st_uid, replaced.st_gid) != 0) errno = 0;
    if (::fchmod(file, replaced.st_mode & 07777) != 0) throw_errno("cannot write " + path);
}

/// A power cut leaves half a line; what is added must not become its end. Another writer's line may be seen
/// half written too, but it is whole a moment later. Nothing can be told of a file that may not be read.
bool ends_in_half_a_line(const Place& place)
{
    constexpr int kLooks = 10;
    constexpr useconds_t kMoment = 1000;
    const UniqueFd file = place.open(O_RDONLY);
    for (int look = 0; look < kLooks; ++look) {
        if (look > 0) ::usleep(kMoment);
        struct stat status {};
        char last = '\n';
        if (!file || ::fstat(file.get(), &status) != 0 || status.st_size == 0) return false;
        if (::pread(file.get(), &last, 1, status.st_size - 1) != 1 || last == '\n') return false;
    }
    return true;
}

/// Under another name it may be somebody's copy (cp -al, a backup by hard links), which keeps what it has:
/// the file is made anew for this name alone.
void part_from_other_names(const Place& place, mode_t mode)
{
    const UniqueFd file = place.open(O_RDONLY);
    if (!file) throw_errno("cannot read " + place.path());
    const auto copy = [&](ByteSink& sink) {
        std::string piece(kPart, '\0');
        for (;;) {
            const ssize_t count = read_some(file.get(), piece.data(), piece.size());
            if (count < 0) throw_errno("cannot read " + place.path());
            if (count == 0) return;
            sink.write(std::string_view(piece).substr(0, static_cast<std::size_t>(count)));
        }
    };
    replace_content(place, copy, Durability::buffered, mode);
}

bool has_other_names(int file)
{
    struct stat status {};
    return ::fstat(file, &status) == 0 && status.st_nlink > 1;
}

/// Half a line in a log is worse than none. Only while what was written is still the end of the file.
void undo_append(int file, std::size_t written)
{
    struct stat status {};
    const off_t end = ::lseek(file, 0, SEEK_CUR);
    if (written == 0 || ::fstat(file, &status) != 0 || status.st_size != end) return;
    while (::ftruncate(file, end - static_cast<off_t>(written)) != 0 && errno == EINTR) {
    }
}

/// A file open for reading, and what look_at() says of it or of what is there instead.
struct OpenedFile {
    UniqueFd file;
    FileContent content;
};

OpenedFile open_to_read(const Directory& directory, const std::string& name, std::size_t limit)
{
    OpenedFile opened;
    try {
        const Place place(directory, name);
        opened.file = place.open(O_RDONLY);
        opened.content =
            opened.file ? look_at(opened.file.get(), place.path(), limit) : content_of_unopened(place, errno);
    } catch (const std::system_error& failure) {
        if (failure.code() == std::errc::no_such_file_or_directory) return {};
        opened.content = failure.code() == std::errc::too_many_symbolic_link_levels
                             ? bad("lies behind a symbolic link")
                             : unread(failure.code().value());
    }
    return opened;
}

/// What lies there instead of a regular file is not opened: whoever writes into a fifo would see that.
OpenedFile look_and_open(const Directory& directory, const std::string& name, std::size_t limit)
{
    OpenedFile looked;
    try {
        const std::optional<FileStamp> stamp = directory.stamp_of(name);
        if (!stamp) return looked;
        const std::string irregular = describe_irregular(stamp->mode);
        if (!irregular.empty()) looked.content = bad(irregular, stamp);
        if (!irregular.empty()) return looked;
    } catch (const std::system_error&) {
        // What keeps it from being looked at keeps it from being opened, and is told there.
    }
    return open_to_read(directory, name, limit);
}

/// On a network file system another machine may replace a file between open and read: the new one is there.
constexpr int kAttempts = 3;

} // namespace

FileContent read_content(const Directory& directory, const std::string& name, std::size_t limit)
{
    FileContent content;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        OpenedFile opened = open_to_read(directory, name, limit);
        content = read_whole(opened.file.get(), std::move(opened.content), limit);
        if (content.error != ESTALE) break;
    }
    return content;
}

FileContent read_content_in_parts(const Directory& directory, const std::string& name, std::size_t limit,
                                  const TakePart& take)
{
    bool taken = false;
    const TakePart note_and_take = [&](std::string_view part) {
        taken = true;
        return take(part);
    };
    FileContent content;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        OpenedFile opened = look_and_open(directory, name, limit);
        content = read_parts(opened.file.get(), std::move(opened.content), limit, note_and_take);
        if (content.error != ESTALE || taken) break;
    }
    return content;
}

FileContent read_content(const std::string& path, std::size_t limit)
{
    // Looked at before it is opened, which does something to a device.
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        const int error = errno;
        const bool nothing_there = error == ENOENT || error == ENOTDIR;
        if (!nothing_there) return unread(error);
        const bool is_link = ::lstat(path.c_str(), &status) == 0;
        return is_link ? bad("is a symbolic link that leads nowhere", to_stamp(status)) : FileContent();
    }
    if (!S_ISREG(status.st_mode)) return bad(describe_irregular(status.st_mode), to_stamp(status));
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file) return errno == ENOENT ? FileContent() : unread(errno, to_stamp(status));
    return read_whole(file.get(), look_at(file.get(), path, limit), limit);
}

void replace_content(const Place& place, const std::function<void(ByteSink&)>& produce, Durability durability,
                     mode_t mode)
{
    struct stat replaced {};
    const bool replaces = ::fstatat(place.directory(), place.leaf(), &replaced, AT_SYMLINK_NOFOLLOW) == 0;
    if (!replaces && errno != ENOENT) throw_errno("cannot write " + place.path());
    if (replaces) refuse_irregular(to_stamp(replaced), place.path());

    TemporaryFile file(place, replaces ? kPrivateFile : mode);
    FileSink sink(file.descriptor(), place.path());
    produce(sink);
    if (replaces) take_after(file.descriptor(), replaced, place.path());
    file.put_in_place(durability);
}

void append_content(const Place& place, std::string_view bytes, Durability durability, mode_t mode)
{
    const std::string what_failed = "cannot write " + place.path();
    // Looked at before it is opened: opening a fifo for writing would be seen at its other end.
    const std::optional<FileStamp> before = place.stamp();
    if (before) refuse_irregular(*before, place.path());
    UniqueFd file = place.open(O_WRONLY | O_APPEND | O_CREAT, mode);
    if (file && has_other_names(file.get())) {
        part_from_other_names(place, mode);
        file = place.open(O_WRONLY | O_APPEND);
    }
    if (!file) throw_errno(what_failed);
    refuse_irregular(stamp_of_descriptor(file.get(), place.path()), place.path());

    std::string added(bytes);
    if (ends_in_half_a_line(place)) added.insert(0, 1, '\n');
    const std::size_t written = write_what_fits(file.get(), added);
    if (written < added.size()) {
        const int error = errno;
        undo_append(file.get(), written);
        throw_system_error(error, what_failed);
    }
    if (durability == Durability::buffered) return;
    if (::fsync(file.get()) != 0) throw_errno(what_failed);
    if (!before) place.sync_directory();
}

} // namespace ctask
