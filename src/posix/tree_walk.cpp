// A shared stack of directories that the threads take from, the newest first.
#include "posix/tree_walk.hpp"

#include "base/error.hpp"
#include "posix/beneath.hpp"
#include "posix/clock.hpp"
#include "posix/entries.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>

namespace ctask {

namespace {

constexpr std::size_t kUnreadableKept = 1000;

/// What is kept of them has a bound: where there are more, the directories above them stand for them, up to
/// the whole workspace, whose path is empty.
void coarsen(std::vector<std::string>& paths)
{
    while (paths.size() > kUnreadableKept) {
        for (std::string& path : paths) {
            const std::size_t slash = path.rfind('/');
            path.resize(slash == std::string::npos ? 0 : slash);
        }
        std::sort(paths.begin(), paths.end());
        paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    }
}

/// A directory that was removed while it is held open reads as empty.
void refuse_removed(int directory, const std::string& path)
{
    struct stat status {};
    if (::fstat(directory, &status) == 0 && status.st_nlink == 0)
        throw_system_error(ENOENT, "cannot read " + path);
}

} // namespace

/// What one thread reads, into a list of its own.
class TreeWalk::Reader {
  public:
    explicit Reader(TreeWalk& walk) : walk_(walk) {}

    /// Returns the subdirectories that are to be entered.
    std::vector<std::string> read(const std::string& directory);
    std::size_t entries_read() const { return entries_read_; }
    Scan& found() { return found_; }

  private:
    void read_entry(int directory, const dirent64& entry, std::vector<std::string>& subdirectories);
    void note_unreadable(int error, const std::string& path);

    TreeWalk& walk_;
    Entries entries_;
    Scan found_;
    std::size_t entries_read_ = 0;
    /// The path of the entry at hand: the directory's, a slash, the name.
    std::string entry_path_;
    std::size_t directory_length_ = 0;
};

void TreeWalk::Reader::note_unreadable(int error, const std::string& path)
{
    // It went away between being listed and being looked at.
    if (error == ENOENT) return;
    ++found_.unreadable;
    found_.unreadable_paths.push_back(path);
    if (found_.unreadable_paths.size() > 2 * kUnreadableKept) coarsen(found_.unreadable_paths);
}

std::vector<std::string> TreeWalk::Reader::read(const std::string& directory)
{
    std::vector<std::string> subdirectories;
    const UniqueFd opened = open_beneath(walk_.root_, directory);
    if (!opened) {
        // Without the root nothing is known, which is not the same as nothing being there.
        if (directory.empty()) throw_errno("cannot read " + walk_.path_);
        note_unreadable(errno, directory);
        return subdirectories;
    }
    if (directory.empty()) refuse_removed(opened.get(), walk_.path_);

    entry_path_ = directory;
    if (!directory.empty()) entry_path_ += '/';
    directory_length_ = entry_path_.size();
    entries_.begin(opened.get());
    while (!walk_.stopped_.load(std::memory_order_relaxed)) {
        const dirent64* entry = entries_.next();
        if (!entry) {
            if (errno != 0) note_unreadable(errno, directory);
            break;
        }
        read_entry(opened.get(), *entry, subdirectories);
    }
    return subdirectories;
}

void TreeWalk::Reader::read_entry(int directory, const dirent64& entry,
                                  std::vector<std::string>& subdirectories)
{
    ++entries_read_;
    entry_path_.resize(directory_length_);
    entry_path_ += entry.d_name;

    const bool type_known = entry.d_type != DT_UNKNOWN;
    if (type_known && entry.d_type != DT_REG && entry.d_type != DT_LNK && entry.d_type != DT_DIR) return;
    bool is_directory = entry.d_type == DT_DIR;
    struct stat status {};
    if (!is_directory) {
        if (type_known && walk_.rules_.skips_file(entry_path_)) return;
        if (::fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
            note_unreadable(errno, entry_path_);
            return;
        }
        is_directory = S_ISDIR(status.st_mode);
    }
    if (is_directory) {
        if (!walk_.rules_.skips_directory(entry_path_)) subdirectories.push_back(entry_path_);
        return;
    }
    if (!S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode)) return;
    if (!type_known && walk_.rules_.skips_file(entry_path_)) return;
    const std::string_view path = entry_path_;
    found_.files.add(path.substr(0, directory_length_), path.substr(directory_length_),
                     static_cast<std::uint64_t>(status.st_size), from_timespec(status.st_mtim).count());
    walk_.files_seen_.fetch_add(1, std::memory_order_relaxed);
}

TreeWalk::TreeWalk(int root, std::string path, ScanRules rules)
    : root_(root), path_(std::move(path)), rules_(std::move(rules))
{
}

bool TreeWalk::walk_some(std::size_t entries, Nanoseconds time)
{
    Reader reader(*this);
    std::string directory;
    const auto late = std::chrono::steady_clock::now() + time;
    while (!pending_.empty() && reader.entries_read() < entries && std::chrono::steady_clock::now() < late) {
        next_directory(directory);
        finish_directory(reader.read(directory));
    }
    collect(reader);
    return pending_.empty();
}

void TreeWalk::work()
{
    Reader reader(*this);
    std::string directory;
    try {
        while (next_directory(directory)) finish_directory(reader.read(directory));
    } catch (...) {
        stop();
        throw;
    }
    collect(reader);
}

void TreeWalk::stop()
{
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
}

/// Waits while there is none but another thread may still find some. False when all is done.
bool TreeWalk::next_directory(std::string& path)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || !pending_.empty() || being_read_ == 0; });
    if (stopped_ || pending_.empty()) return false;
    path = std::move(pending_.back());
    pending_.pop_back();
    ++being_read_;
    return true;
}

void TreeWalk::finish_directory(std::vector<std::string> subdirectories)
{
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        for (std::string& path : subdirectories) pending_.push_back(std::move(path));
        --being_read_;
        wake = !pending_.empty() || being_read_ == 0;
    }
    if (wake) changed_.notify_all();
}

void TreeWalk::collect(Reader& reader)
{
    const std::lock_guard lock(mutex_);
    results_.push_back(std::move(reader.found()));
}

Scan TreeWalk::take_result()
{
    if (results_.empty()) return {};
    Scan whole = std::move(results_.back());
    results_.pop_back();
    for (Scan& part : results_) {
        whole.files.append(part.files);
        whole.unreadable += part.unreadable;
        for (std::string& path : part.unreadable_paths) whole.unreadable_paths.push_back(std::move(path));
        part = Scan();
    }
    whole.files.sort();
    std::sort(whole.unreadable_paths.begin(), whole.unreadable_paths.end());
    coarsen(whole.unreadable_paths);
    return whole;
}

} // namespace ctask
