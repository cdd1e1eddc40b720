// The facts come from statvfs and the mount table; the trial does what creation, the trash and the write lock
// do.
#include "posix/file_system.hpp"

#include "base/text.hpp"
#include "base/unique_fd.hpp"
#include "posix/flock.hpp"
#include "posix/procfs.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sstream>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace ctask {

namespace {

constexpr std::size_t kMountTableLimit = std::size_t{4} << 20;

/// A blank in a mount point stands as \040 there, and a few others do likewise.
std::string unescaped(const std::string& text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_code =
            text[at] == '\\' && at + 3 < text.size() && text.find_first_not_of("01234567", at + 1) >= at + 4;
        if (is_code) {
            const int code = (text[at + 1] - '0') * 64 + (text[at + 2] - '0') * 8 + (text[at + 3] - '0');
            result += static_cast<char>(code);
            at += 3;
        } else {
            result += text[at];
        }
    }
    return result;
}

bool lies_on(const std::string& path, const std::string& mount_point)
{
    if (mount_point == "/" || path == mount_point) return true;
    return path.starts_with(mount_point + "/");
}

/// Of the mount whose point is the nearest above; of several on one point the last hides the others.
std::string type_by_mounts(const std::string& path)
{
    std::string type;
    std::size_t longest = 0;
    for (const std::string& line : split_lines(read_kernel_file("/proc/self/mountinfo", kMountTableLimit))) {
        // 36 35 98:0 /root /mount/point options optional... - type source options
        std::istringstream words(line);
        std::string skipped, point;
        for (int word = 0; word < 4; ++word) words >> skipped;
        words >> point;
        point = unescaped(point);
        const std::size_t dash = line.find(" - ");
        if (point.empty() || dash == line.npos || point.size() < longest || !lies_on(path, point)) continue;
        longest = point.size();
        type = line.substr(dash + 3, line.find(' ', dash + 3) - dash - 3);
    }
    return type;
}

/// Removes what the trial made, whatever came of it.
class TrialDirectory {
  public:
    TrialDirectory(const Directory& above, std::string name) : above_(above), name_(std::move(name))
    {
        const bool made = ::mkdirat(above_.descriptor(), name_.c_str(), kPrivateDirectory) == 0;
        // What a trial that was killed has left serves as well.
        if (made || errno == EEXIST) {
            constexpr int kFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
            inside_.reset(::openat(above_.descriptor(), name_.c_str(), kFlags));
        }
        error_ = inside_ ? 0 : errno;
    }
    TrialDirectory(const TrialDirectory&) = delete;
    TrialDirectory& operator=(const TrialDirectory&) = delete;
    ~TrialDirectory()
    {
        if (!inside_) return;
        for (const char* file : {"made", "renamed", "linked"}) ::unlinkat(inside_.get(), file, 0);
        ::unlinkat(above_.descriptor(), name_.c_str(), AT_REMOVEDIR);
    }

    int error() const { return error_; }
    int descriptor() const { return inside_.get(); }

  private:
    const Directory& above_;
    std::string name_;
    UniqueFd inside_;
    int error_ = 0;
};

int error_of(int result)
{
    return result == 0 ? 0 : errno;
}

int try_flock_of(int file)
{
    try {
        return try_flock(file) == Flock::taken ? 0 : ENOTSUP;
    } catch (const std::system_error& failure) {
        return failure.code().value();
    }
}

} // namespace

FileSystemFacts read_file_system(const Directory& directory)
{
    FileSystemFacts facts;
    struct statvfs status {};
    if (::fstatvfs(directory.descriptor(), &status) == 0) {
        facts.free_bytes = std::uint64_t{status.f_bavail} * status.f_frsize;
        facts.read_only = (status.f_flag & ST_RDONLY) != 0;
    }
    facts.type = type_by_mounts(directory.path());
    return facts;
}

FileSystemTrial try_file_system(Directory& directory, const std::string& name)
{
    FileSystemTrial trial;
    const TrialDirectory inside(directory, name);
    trial.write = inside.error();
    if (trial.write != 0) return trial;
    const int place = inside.descriptor();
    const UniqueFd file(::openat(place, "made", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kPrivateFile));
    trial.write = file && ::write(file.get(), "\n", 1) == 1 ? 0 : errno;
    if (trial.write != 0) return trial;
    trial.flock = try_flock_of(file.get());
    trial.link = error_of(::linkat(place, "made", place, "linked", 0));
    trial.rename = error_of(::renameat(place, "made", place, "renamed"));
    return trial;
}

} // namespace ctask
