// The real file system.
#include "posix/files.hpp"

#include "base/error.hpp"
#include "posix/directory.hpp"
#include "posix/file_system.hpp"
#include "posix/lock_file.hpp"
#include "posix/procfs.hpp"
#include "posix/scan.hpp"
#include "posix/tree_removal.hpp"
#include "posix/tree_survey.hpp"
#include "posix/watch.hpp"
#include "posix/watch_set.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>

namespace ctask {

namespace {

std::string real_path(int descriptor, const std::string& path)
{
    std::string real = path_of_descriptor(descriptor);
    if (real.starts_with('/')) return real;
    const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), std::free);
    if (!resolved) throw_errno("cannot resolve " + path);
    return resolved.get();
}

void create_missing(const std::string& path, mode_t mode)
{
    for (std::size_t end = 0; end != path.npos;) {
        end = path.find('/', end + 1);
        const std::string upper = path.substr(0, end);
        if (::mkdir(upper.c_str(), mode) == 0 || errno == EEXIST) continue;
        // A directory above that may not be written is no obstacle when it is there.
        const int error = errno;
        struct stat status {};
        if (::stat(upper.c_str(), &status) != 0) throw_system_error(error, "cannot create " + upper);
    }
}

} // namespace

std::unique_ptr<Directory> PosixFiles::open_directory(const std::string& path)
{
    std::unique_ptr<Directory> found = find_directory(path);
    if (!found) throw_system_error(ENOENT, "cannot open " + path);
    return found;
}

std::unique_ptr<Directory> PosixFiles::find_directory(const std::string& path)
{
    UniqueFd opened(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!opened && errno == ENOENT) return nullptr;
    if (!opened) throw_errno("cannot open " + path);
    std::string real = real_path(opened.get(), path);
    return std::make_unique<PosixDirectory>(std::move(opened), std::move(real));
}

std::unique_ptr<Directory> PosixFiles::ensure_directory(const std::string& path, mode_t mode)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 && errno == ENOENT) create_missing(path, mode);
    return open_directory(path);
}

Task<Scan> PosixFiles::scan(const Directory& workspace, ScanRules rules,
                            std::function<void(std::size_t)> progress)
{
    co_return co_await scan_tree(context_, workspace.descriptor(), workspace.path(), std::move(rules),
                                 std::move(progress));
}

Survey PosixFiles::survey(const Directory& directory, const KeepGoing& go_on)
{
    return survey_tree(directory.descriptor(), go_on);
}

Removal PosixFiles::remove_tree(Directory& parent, const std::string& name, const FileStamp& judged,
                                const KeepGoing& go_on)
{
    return remove_whole_tree(parent, name, judged, go_on);
}

LockAttempt PosixFiles::try_lock(Directory& directory, const std::string& name, const std::string& content,
                                 const LockReader& is_of_here)
{
    return try_lock_file(directory, name, content, is_of_here);
}

FileSystemFacts PosixFiles::file_system_of(const Directory& directory) const
{
    return read_file_system(directory);
}

FileSystemTrial PosixFiles::try_out(Directory& directory, const std::string& name)
{
    return try_file_system(directory, name);
}

std::unique_ptr<Watch> PosixFiles::watch(const Directory& directory)
{
    return std::make_unique<PosixWatch>(context_, directory);
}

std::unique_ptr<WatchSet> PosixFiles::watch_many()
{
    return std::make_unique<PosixWatchSet>(context_);
}

} // namespace ctask
