// The write lock of a workspace.
//
// Taking it, step by step:
//   1. A file is made under a temporary name, flocked, and only then written.
//   2. link() puts it in place, if the name is free: it appears complete, and held. The temporary name goes.
//   3. The holder keeps it open. That keeps the flock, and pins the inode: its number cannot come back as
//      another file.
// So a lock with our marker whose flock is free belongs to a dead holder: it was never seen without its flock
// alive, and the kernel drops a flock with the process, whatever killed it. No clock is asked.
//
// Breaking and releasing, which both end in an unlink() of a *name*, when what was judged is an *inode*:
//   4. The judge holds the judged file open, and (when breaking) its flock: two breakers never get both.
//   5. A flock on the directory: from here on nobody else of ours unlinks the name, and while it is there it
//      cannot be linked anew.
//   6. A second look: is the name still the inode that was judged? Otherwise it is somebody's fresh lock, and
//      is left.
//   7. unlink(), then the directory's flock goes, then the file's.
// Between 7 and the next 2 others may be faster: the attempt then starts over and finds the lock busy. A
// holder that cannot get the directory's flock leaves the file and closes it, which makes it a dead holder's
// lock: 4 by the next one.
//
// A crash between 1 and 2 leaves the temporary name, as one in the middle of any write does:
// Directory::sweep.
//
// Where there is no flock, and for locks of the earlier tool (no marker, perhaps empty), age decides instead
// of 4. A file system that machines share may keep each machine's flocks to itself (sshfs; NFS mounted with
// local_lock): a free one of another machine's lock tells nothing there, and age decides as well. What is
// held longer is touched meanwhile, so that it stays young.
#include "posix/lock_file.hpp"

#include "base/error.hpp"
#include "posix/clock.hpp"
#include "posix/directory.hpp"
#include "posix/file_age.hpp"
#include "posix/flock.hpp"
#include "posix/place.hpp"
#include "posix/temporary_file.hpp"

#include <fcntl.h>

namespace ctask {

namespace {

constexpr Seconds kTouchAfter{3};

bool still_is(const Place& place, const FileStamp& judged)
{
    const std::optional<FileStamp> now = place.stamp();
    return now && now->same_file(judged);
}

/// Steps 5 to 7. `turns` is the directory, opened for them. Throws when the file system refuses.
bool unlink_if_still(const Place& place, const FileStamp& judged, int turns)
{
    const DirectoryTurn turn(turns);
    if (!turn.is_ours() || !still_is(place, judged)) return false;
    if (::unlinkat(place.directory(), place.leaf(), 0) == 0) return true;
    if (errno == ENOENT) return false;
    throw_errno("cannot remove " + place.path());
}

class LockFile : public HeldLock {
  public:
    /// `own` is the directory, opened for turns: to give the lock back takes no new descriptor.
    LockFile(UniqueFd own, const std::string& path, const std::string& name, UniqueFd file)
        : directory_(std::move(own), path), place_(directory_, name), file_(std::move(file)),
          stamp_(stamp_of_descriptor(file_.get(), place_.path())), touched_(read_clock(CLOCK_BOOTTIME))
    {
    }

    ~LockFile() override
    {
        try {
            unlink_if_still(place_, stamp_, directory_.descriptor());
        } catch (const std::system_error&) {
            // Closing the file gives the lock back as well.
        }
    }

    void keep_fresh() override
    {
        const BootTime now = read_clock(CLOCK_BOOTTIME);
        if (now - touched_ <= kTouchAfter) return;
        ::futimens(file_.get(), nullptr);
        touched_ = now;
    }

  private:
    PosixDirectory directory_;
    Place place_;
    UniqueFd file_;
    FileStamp stamp_;
    BootTime touched_;
};

/// Open as far as this user may, at least so that the inode stays what it is.
UniqueFd open_to_judge(const Place& place)
{
    for (const int access : {O_RDWR, O_RDONLY, O_PATH}) {
        UniqueFd file = place.open(access);
        if (file || errno == ENOENT) return file;
    }
    throw_errno("cannot open " + place.path());
}

std::string read_holder(int file)
{
    constexpr std::size_t kLimit = 4096;
    std::string text(kLimit, '\0');
    const ssize_t length = ::pread(file, text.data(), text.size(), 0);
    text.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
    return text;
}

bool is_dead(int file, const FileStamp& stamp, const std::string& holder, Directory& directory,
             const LockReader& is_of_here)
{
    const Flock flock = holder.starts_with(kLockMarker) ? try_flock(file) : Flock::unsupported;
    if (flock == Flock::busy) return false;
    const bool is_told_by_flock = flock == Flock::taken && is_of_here(holder);
    return is_told_by_flock || is_too_old(stamp, directory);
}

/// Steps 4 to 7, throwing too where another machine removes the file at the same moment.
std::optional<std::string> judge_lock(const Place& place, Directory& directory, const LockReader& is_of_here)
{
    const std::optional<FileStamp> seen = place.stamp();
    if (!seen) return std::nullopt;
    refuse_irregular(*seen, place.path());
    const UniqueFd file = open_to_judge(place);
    if (!file) return std::nullopt;
    const FileStamp judged = stamp_of_descriptor(file.get(), place.path());
    refuse_irregular(judged, place.path());

    std::string holder = read_holder(file.get());
    if (!is_dead(file.get(), judged, holder, directory, is_of_here)) return holder;
    if (!unlink_if_still(place, judged, open_for_turns(place.directory()).get())) return holder;
    return std::nullopt;
}

/// Nothing when the name is free now, else what the lock there says.
std::optional<std::string> holder_unless_dead(const Place& place, Directory& directory,
                                              const LockReader& is_of_here)
{
    try {
        return judge_lock(place, directory, is_of_here);
    } catch (const std::system_error& failure) {
        const bool is_gone = failure.code().value() == ENOENT || failure.code().value() == ESTALE;
        if (!is_gone) throw;
        return std::nullopt;
    }
}

/// Where there are no hard links. Between creation and marker the file is judged by its age.
UniqueFd create_in_place(const Place& place, const std::string& content)
{
    UniqueFd file = place.open(O_RDWR | O_CREAT | O_EXCL, kPrivateFile);
    if (!file && errno == EEXIST) return file;
    if (!file) throw_errno("cannot create " + place.path());
    if (try_flock(file.get()) != Flock::busy && write_all(file.get(), content)) return file;
    const int error = errno;
    unlink_if_still(place, stamp_of_descriptor(file.get(), place.path()),
                    open_for_turns(place.directory()).get());
    throw_system_error(error, "cannot write " + place.path());
}

/// Some systems (sshfs) number a file anew under each name: there the file that the name leads to is the
/// lock.
UniqueFd as_named(const Place& place, UniqueFd file, const std::string& content)
{
    if (still_is(place, stamp_of_descriptor(file.get(), place.path()))) return file;
    UniqueFd named = place.open(O_RDWR);
    const bool is_ours =
        named && read_holder(named.get()) == content && try_flock(named.get()) != Flock::busy;
    return is_ours ? std::move(named) : std::move(file);
}

/// Steps 1 and 2; nothing when somebody else was faster.
UniqueFd create_lock(const Place& place, const std::string& content)
{
    TemporaryFile temporary(place, kPrivateFile);
    if (try_flock(temporary.descriptor()) == Flock::busy) return {};
    if (!write_all(temporary.descriptor(), content)) throw_errno("cannot write " + place.path());
    if (::linkat(place.directory(), temporary.name(), place.directory(), place.leaf(), 0) == 0)
        return as_named(place, temporary.take_descriptor(), content);
    switch (errno) {
    case EEXIST:
    case ENOENT:
        return {};
    case EPERM:
    case EXDEV:
    case EMLINK:
    case EOPNOTSUPP:
    case ENOSYS:
        return create_in_place(place, content);
    default:
        throw_errno("cannot create " + place.path());
    }
}

} // namespace

LockAttempt try_lock_file(Directory& directory, const std::string& name, const std::string& content,
                          const LockReader& is_of_here)
{
    constexpr int kRounds = 3;
    const Place place(directory, name);
    LockAttempt attempt;
    for (int round = 0; round < kRounds; ++round) {
        if (std::optional<std::string> holder = holder_unless_dead(place, directory, is_of_here)) {
            attempt.holder = std::move(*holder);
            return attempt;
        }
        UniqueFd own = open_for_turns(directory.descriptor());
        if (!own) throw_errno("cannot open " + directory.path());
        if (UniqueFd file = create_lock(place, content)) {
            attempt.held =
                std::make_unique<LockFile>(std::move(own), directory.path(), name, std::move(file));
            return attempt;
        }
    }
    return attempt;
}

} // namespace ctask
