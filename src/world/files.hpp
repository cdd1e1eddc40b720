// The file system as the session sees it: opening directories, walking trees, watching, locking.
#pragma once

#include "async/task.hpp"
#include "world/directory.hpp"
#include "world/file_system.hpp"
#include "world/tree.hpp"
#include "world/whole_tree.hpp"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace ctask {

/// Marks a lock file as ours: its content starts with this. Locks without it are the earlier tool's.
inline constexpr std::string_view kLockMarker = "{\"v\":2,";

/// A write lock that is held; given back when this is destroyed, whatever becomes of the workspace meanwhile.
class HeldLock {
  public:
    virtual ~HeldLock() = default;
    /// Touches the lock file when it has been held for over 3 s, so that the earlier tool, which breaks locks
    /// by age, leaves it alone. To be called between writes.
    virtual void keep_fresh() = 0;
};

/// One try to take a lock. `held` is empty when somebody has it; `holder` is then what the lock file says.
struct LockAttempt {
    std::unique_ptr<HeldLock> held;
    std::string holder;
};

/// Wakes whoever waits for a change in a directory.
class Watch {
  public:
    virtual ~Watch() = default;
    /// Completes when a file in the directory was created, renamed, written or removed since the watch was
    /// set or since the last time this completed; may complete without cause. Where the system offers no
    /// watching it never completes: wait for a clock beside it.
    virtual Task<> changed() = 0;
};

/// Wakes on changes in many directories, which the caller numbers. Costs one descriptor in all.
class WatchSet {
  public:
    virtual ~WatchSet() = default;
    /// Watches one more, as Watch does; a directory that is watched already gets the new number. False where
    /// the system watches no more, or not at all.
    virtual bool add(const Directory& directory, std::size_t number) = 0;
    /// Completes when take() has something to tell; may complete without cause. Takes nothing, so it may be
    /// cancelled without loss.
    virtual Task<> changed() = 0;
    struct Changed {
        /// Of the directories in which something has changed.
        std::set<std::size_t> numbers;
        /// More has happened than could be kept.
        bool anything = false;
    };
    virtual Changed take() = 0;
};

/// Whether the holder that a lock's content names is of this machine.
using LockReader = std::function<bool(const std::string& content)>;

class Files {
  public:
    virtual ~Files() = default;

    /// Opens a directory by path. `path()` of the result is absolute and without symbolic links.
    virtual std::unique_ptr<Directory> open_directory(const std::string& path) = 0;
    /// The same where it may well be missing: nothing when there is none at this path.
    virtual std::unique_ptr<Directory> find_directory(const std::string& path) = 0;
    /// The same, creating it and what leads to it when missing.
    virtual std::unique_ptr<Directory> ensure_directory(const std::string& path, mode_t mode) = 0;
    /// Reads a file that is the user's own affair (the config file), as Directory::read does, but links that
    /// lead to a regular file are followed. A link that leads nowhere is bad, not absent.
    virtual FileContent read(const std::string& path, std::size_t limit) const = 0;

    /// Takes the manifest of a workspace as it stands. `progress` is called from time to time with the number
    /// of files seen. The walk runs outside the program's one thread; a cancelled scan ends early, by
    /// exception.
    virtual Task<Scan> scan(const Directory& workspace, ScanRules rules,
                            std::function<void(std::size_t)> progress) = 0;

    /// Counts what is below a directory. Never throws for what cannot be read.
    virtual Survey survey(const Directory& directory, const KeepGoing& go_on) = 0;
    /// Removes the directory `name` in `parent` with all that is in it, if it still is the one that `judged`
    /// is the stamp of. By descriptors, following no link; in directories of the same owner it gives itself
    /// the right to do so. What belongs to another user, what something is mounted on, and what the system
    /// refuses stays, with the directories that lead to it. On its way a tree loses its shape: directories
    /// move up in it before they are emptied, so that no depth is too great. Ended early or killed, it can be
    /// called again. Of two at a time one does it, and the other comes back at once.
    virtual Removal remove_tree(Directory& parent, const std::string& name, const FileStamp& judged,
                                const KeepGoing& go_on) = 0;

    /// Tries once to create and hold the lock file `name` in `directory`, breaking one whose holder is dead:
    /// its flock is free, and it is of this machine or over 10 s old, for a shared file system may keep each
    /// machine's flocks to itself. A lock of the earlier tool is judged by its age alone. `content` starts
    /// with kLockMarker; `is_of_here` reads what stands in another's. Throws std::system_error when a lock
    /// cannot be made there at all.
    virtual LockAttempt try_lock(Directory& directory, const std::string& name, const std::string& content,
                                 const LockReader& is_of_here) = 0;

    /// What the directory lies on. Never throws.
    virtual FileSystemFacts file_system_of(const Directory& directory) const = 0;
    /// Really does, in a directory `name` made for it, what ctask needs to be possible in `directory`. Leaves
    /// nothing behind and never throws.
    virtual FileSystemTrial try_out(Directory& directory, const std::string& name) = 0;

    virtual std::unique_ptr<Watch> watch(const Directory& directory) = 0;
    virtual std::unique_ptr<WatchSet> watch_many() = 0;
};

} // namespace ctask
