// A directory held open: every file that ctask touches is reached from one, by descriptor, following no link.
#pragma once

#include "base/json_writer.hpp"
#include "base/times.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ctask {

enum class FileKind { regular, directory, symlink, other };

/// What lstat says of a name; device and inode tell whether it is still the same file.
struct FileStamp {
    FileKind kind = FileKind::other;
    dev_t device = 0;
    ino_t inode = 0;
    uid_t owner = 0;
    mode_t mode = 0;
    std::uint64_t size = 0;
    WallTime modified{};
    WallTime changed{};

    bool same_file(const FileStamp& other) const { return device == other.device && inode == other.inode; }
    /// The same file, not written since. (Inode numbers are given out again at once.)
    bool same_bytes(const FileStamp& other) const
    {
        return same_file(other) && size == other.size && modified == other.modified;
    }
    /// The same, and its mode and its other names have not changed either.
    bool same_version(const FileStamp& other) const { return same_bytes(other) && changed == other.changed; }
};

/// The same version, or absent both times.
inline bool same_version(const std::optional<FileStamp>& left, const std::optional<FileStamp>& right)
{
    return left.has_value() == right.has_value() && (!left || left->same_version(*right));
}

/// A state file as it was found. `bad` covers what is there but cannot be taken for the file: a link, a fifo,
/// a directory, one that may not be read, one longer than allowed; `problem` then says which ("is a symbolic
/// link").
struct FileContent {
    enum class State { present, absent, bad };
    State state = State::absent;
    std::string bytes;
    std::string problem;
    /// The errno with which it could not be read; 0 when that is not what is wrong with it.
    int error = 0;
    FileStamp stamp;

    bool present() const { return state == State::present; }
    bool absent() const { return state == State::absent; }
};

/// For what may have any length.
inline constexpr std::size_t kAnyLength = std::size_t(-1);

enum class Durability { buffered, synced };

/// Names are relative to the directory and may have several components ("logs/sessions.log"), each of which
/// is opened without following a link; none may be "..", none empty. What fails throws std::system_error
/// naming the path.
class Directory {
  public:
    virtual ~Directory() = default;

    /// Where it was opened. For people and for the child's environment; never to open something again.
    virtual const std::string& path() const = 0;
    /// Of a name in it, likewise for people.
    std::string path_of(const std::string& name) const { return path() + "/" + name; }
    /// Of the directory itself, as it is now.
    virtual FileStamp stamp() const = 0;
    /// Whether it was removed while it is held open: nothing can be made in it any more.
    virtual bool is_removed() const = 0;
    /// Of a name in it; nothing when there is none.
    virtual std::optional<FileStamp> stamp_of(const std::string& name) const = 0;

    /// Reads a whole regular file of at most `limit` bytes; never waits (on a fifo), never throws.
    virtual FileContent read(const std::string& name, std::size_t limit) const = 0;
    /// The same, but what is in it is handed over in parts of at most 64 KiB, until `take` returns false, and
    /// `bytes` stays empty. What was taken counts only when the file comes back as present. Throws what
    /// `take` throws.
    virtual FileContent read_in_parts(const std::string& name, std::size_t limit,
                                      const std::function<bool(std::string_view)>& take) const = 0;
    /// Where a symbolic link leads, raw.
    virtual std::string link_target(const std::string& name) const = 0;
    /// Replaces or creates a file as one step: a temporary file beside it, renamed over it. A reader sees the
    /// old or the new one, whole. An existing file keeps its mode, a new one gets `mode` less the umask.
    /// Refuses to replace anything but a regular file. `synced`: on disk, with its directory, when this
    /// returns.
    virtual void write(const std::string& name, const std::function<void(ByteSink&)>& produce,
                       Durability durability, mode_t mode) = 0;
    /// Adds lines to the end in one write, creating the file. Where the file does not end in a line feed (a
    /// torn line, left by a power cut) one goes before them. Refuses anything but a regular file.
    virtual void append(const std::string& name, std::string_view bytes, Durability durability,
                        mode_t mode) = 0;
    /// Removes a file (never a directory). False when there was none.
    virtual bool remove(const std::string& name) = 0;

    /// The names in it (or in a subdirectory), sorted, without . and ..; none when the subdirectory is
    /// absent.
    virtual std::vector<std::string> names(const std::string& subdirectory = {}) const = 0;
    /// Opens a subdirectory. Throws for a link and for anything that is not a directory.
    virtual std::unique_ptr<Directory> open(const std::string& name) const = 0;
    /// Creates a directory, whose parent must be there. False when the name is taken, by whatever it is.
    virtual bool make_directory(const std::string& name, mode_t mode) = 0;
    /// Creates a symbolic link. False when the name is taken.
    virtual bool make_link(const std::string& target, const std::string& name) = 0;
    /// Moves a name into another directory of the same file system, never over something. False when the new
    /// name is taken there.
    virtual bool move(const std::string& name, Directory& target, const std::string& new_name) = 0;
    /// Copies mode bits onto a file or directory in it.
    virtual void set_mode(const std::string& name, mode_t mode) = 0;

    /// Removes what write() has left of these files (of every file, when there are none) where it was killed
    /// in the middle: temporary files that nobody holds open, last written over 10 s ago.
    virtual void sweep(std::span<const std::string_view> leaves) = 0;
    /// Puts the names in it on disk: what was made here or moved here is then there after a power cut. Its
    /// files and what they hold are not meant.
    virtual void sync() = 0;

    /// The file system's own idea of now: the modification time of a file just written here (and removed).
    /// For comparing with other modification times where clocks cannot be trusted. Throws when it cannot be
    /// written.
    virtual WallTime now_by_file_system() = 0;

    /// Borrowed. Only posix/ looks at it.
    virtual int descriptor() const = 0;

    /// write() of a text that is already there.
    void write(const std::string& name, std::string_view bytes, Durability durability, mode_t mode)
    {
        write(
            name, [bytes](ByteSink& sink) { sink.write(bytes); }, durability, mode);
    }
};

/// Mode of ctask's own state: nobody else's business.
inline constexpr mode_t kPrivateFile = 0600;
inline constexpr mode_t kPrivateDirectory = 0700;
/// Mode of what the user works with; the umask takes its part.
inline constexpr mode_t kSharedFile = 0666;
inline constexpr mode_t kSharedDirectory = 0777;

} // namespace ctask
