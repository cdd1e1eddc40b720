// Removes a directory tree of whatever depth: a subdirectory that is not empty is first renamed up to the top
// of the tree, under a number. So nothing ever lies deeper than two levels below what is held open, no path
// grows long, and no way back through ".." is needed. What something is mounted on cannot be renamed, which
// keeps the removal out of it.
#include "posix/tree_removal.hpp"

#include "base/unique_fd.hpp"
#include "posix/entries.hpp"
#include "posix/file_mode.hpp"
#include "posix/flock.hpp"
#include "posix/place.hpp"

#include <cerrno>
#include <fcntl.h>
#include <map>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace ctask {

namespace {

constexpr std::size_t kEntriesBetweenCalls = 128;
constexpr std::size_t kLeftNamed = 10;
/// A directory is read again when something appeared in it meanwhile, but not for ever.
constexpr int kMostPasses = 50;
/// Paths in messages: the end says more than the start.
constexpr std::size_t kLongestShown = 2000;
constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
constexpr const char* kMounted = "something is mounted on it";
constexpr const char* kAnothers = "it belongs to another user";

std::string in_words(int error)
{
    return error == EBUSY ? kMounted : std::generic_category().message(error);
}

std::string below(const std::string& directory, const std::string& name)
{
    std::string path = directory.empty() ? name : directory + "/" + name;
    if (path.size() > kLongestShown) path = "..." + path.substr(path.size() - kLongestShown);
    return path;
}

class TreeRemoval {
  public:
    TreeRemoval(UniqueFd top, std::string path, const FileStamp& judged, const KeepGoing& go_on)
        : top_(std::move(top)), path_(std::move(path)), device_(judged.device), owner_(judged.owner),
          go_on_(go_on)
    {
    }

    /// Removes the top, which is `leaf` in `parent`, once all in it is gone.
    void run(int parent, const char* leaf)
    {
        for (int pass = 0; pass < kMostPasses && !stopped_ && !result_.finished; ++pass) {
            const std::size_t before = result_.removed;
            empty_top();
            if (stopped_ || result_.left_count > 0) return;
            if (::unlinkat(parent, leaf, AT_REMOVEDIR) == 0 || errno == ENOENT) {
                ++result_.removed;
                result_.finished = true;
            } else if ((errno != ENOTEMPTY && errno != EEXIST) || result_.removed == before) {
                leave(path_, {}, in_words(errno));
                return;
            }
        }
    }

    Removal& result() { return result_; }
    void leave(const std::string& path, const std::string& was, const std::string& why)
    {
        if (++result_.left_count <= kLeftNamed) result_.left.push_back({path, was, why});
    }

  private:
    void empty_top()
    {
        read_entries(top_.get(), {});
        while (!pending_.empty() && !stopped_) {
            const std::string name = std::move(pending_.back());
            pending_.pop_back();
            empty_one(name);
        }
    }

    /// A directory at the top: everything in it goes, or up beside it.
    void empty_one(const std::string& name)
    {
        const UniqueFd directory(::openat(top_.get(), name.c_str(), kOpenDirectory));
        const std::string was = was_of(name);
        struct stat status {};
        if (!directory || ::fstat(directory.get(), &status) != 0) {
            if (errno != ENOENT) leave(path_ + "/" + name, was, in_words(errno));
            return;
        }
        // Between the look at its name and the opening it may have become another.
        if (status.st_dev != device_ || status.st_uid != owner_) {
            leave(path_ + "/" + name, was, status.st_dev != device_ ? kMounted : kAnothers);
            return;
        }
        for (int pass = 0; pass < kMostPasses && !stopped_; ++pass) {
            const std::size_t left_before = result_.left_count;
            read_entries(directory.get(), name);
            if (stopped_ || result_.left_count != left_before) return;
            if (::unlinkat(top_.get(), name.c_str(), AT_REMOVEDIR) == 0) {
                hoisted_.erase(name);
                count();
                return;
            }
            if (errno == ENOENT) return;
            if (errno != ENOTEMPTY && errno != EEXIST) break;
        }
        if (!stopped_) leave(path_ + "/" + name, was, in_words(errno));
    }

    /// `at` is the name of the directory at the top, empty for the top itself.
    void read_entries(int directory, const std::string& at)
    {
        // Not a duplicate, which would share the position in the list.
        const UniqueFd again(::openat(directory, ".", kOpenDirectory));
        if (!again) {
            if (errno != ENOENT) leave(below(path_, at), was_of(at), in_words(errno));
            return;
        }
        Entries entries;
        entries.begin(again.get());
        while (const dirent64* entry = entries.next()) {
            take(directory, at, entry->d_name);
            if (stopped_) return;
        }
    }

    void take(int directory, const std::string& at, const std::string& name)
    {
        struct stat status {};
        const bool seen = ::fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
        if (seen && (status.st_dev != device_ || status.st_uid != owner_)) {
            stays(at, name, status.st_dev != device_ ? kMounted : kAnothers);
        } else if (seen && S_ISDIR(status.st_mode)) {
            take_directory(directory, at, name, status.st_mode);
        } else if (seen && ::unlinkat(directory, name.c_str(), 0) == 0) {
            count();
        } else {
            refused(errno, at, name);
        }
    }

    void take_directory(int directory, const std::string& at, const std::string& name, mode_t mode)
    {
        // Before its mode is touched: of one that something is mounted on, this is refused.
        if (::unlinkat(directory, name.c_str(), AT_REMOVEDIR) == 0) {
            if (at.empty()) hoisted_.erase(name);
            count();
            return;
        }
        if (errno != ENOTEMPTY && errno != EEXIST) {
            refused(errno, at, name);
            return;
        }
        // Caches of modules and the like take the write permission away from their own directories.
        if ((mode & S_IRWXU) != S_IRWXU) set_mode_of(directory, name.c_str(), (mode & 07777) | S_IRWXU);
        if (at.empty()) {
            pending_.push_back(name);
        } else {
            move_up(directory, at, name);
        }
    }

    void move_up(int directory, const std::string& at, const std::string& name)
    {
        for (;;) {
            const std::string number = std::to_string(next_number_++);
            if (::renameat(directory, name.c_str(), top_.get(), number.c_str()) == 0) {
                hoisted_[number] = below(was_of(at), name);
                pending_.push_back(number);
                return;
            }
            // The number is taken by something in the tree. (One that is an empty directory is replaced,
            // which is as good as removed.)
            if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR) break;
        }
        refused(errno, at, name);
    }

    void refused(int error, const std::string& at, const std::string& name)
    {
        if (error != ENOENT) stays(at, name, in_words(error));
    }
    void stays(const std::string& at, const std::string& name, const std::string& why)
    {
        const std::string was = at.empty() ? was_of(name) : below(was_of(at), name);
        leave(below(below(path_, at), name), was, why);
    }

    std::string was_of(const std::string& name) const
    {
        const auto moved = hoisted_.find(name);
        return moved == hoisted_.end() ? name : moved->second;
    }

    void count()
    {
        if (++result_.removed % kEntriesBetweenCalls == 0) stopped_ = !go_on_(result_.removed);
    }

    UniqueFd top_;
    std::string path_;
    dev_t device_;
    uid_t owner_;
    const KeepGoing& go_on_;
    bool stopped_ = false;
    /// Names of directories at the top that are not empty.
    std::vector<std::string> pending_;
    /// Where directories at the top were before.
    std::map<std::string, std::string> hoisted_;
    std::uint64_t next_number_ = 0;
    Removal result_;
};

/// Whether somebody else has the flock on the top, which is given back when that is closed. Two who move the
/// same directories up find them gone, or full again.
bool is_taken_by_another(int top)
{
    try {
        return try_flock(top) == Flock::busy;
    } catch (const std::system_error&) {
        return false;
    }
}

} // namespace

Removal remove_whole_tree(const Directory& parent, const std::string& name, const FileStamp& judged,
                          const KeepGoing& go_on)
{
    const std::string path = join_path(parent.path(), name);
    const char* const leaf = name.c_str();
    const mode_t open_to_owner = (judged.mode & 07777) | S_IRWXU;
    UniqueFd top(::openat(parent.descriptor(), leaf, kOpenDirectory));
    struct stat status {};
    // One that cannot be opened is looked at by its name before its mode is touched.
    if (!top && errno == EACCES && ::fstatat(parent.descriptor(), leaf, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        to_stamp(status).same_file(judged) && set_mode_of(parent.descriptor(), leaf, open_to_owner) == 0)
        top = UniqueFd(::openat(parent.descriptor(), leaf, kOpenDirectory));
    const int error = top ? 0 : errno;
    const bool is_it = top && ::fstat(top.get(), &status) == 0 && to_stamp(status).same_file(judged);
    if (is_it && (status.st_mode & S_IRWXU) != S_IRWXU) ::fchmod(top.get(), open_to_owner);
    if (is_it && is_taken_by_another(top.get())) {
        Removal none;
        none.by_another = true;
        return none;
    }
    TreeRemoval removal(std::move(top), path, judged, go_on);
    Removal& result = removal.result();
    if (!is_it) {
        result.finished = error == ENOENT;
        if (!result.finished)
            removal.leave(path, {},
                          error != 0 ? in_words(error) : "it is no longer the directory that it was");
        return std::move(result);
    }
    removal.run(parent.descriptor(), leaf);
    return std::move(result);
}

} // namespace ctask
