// A file that is made under a name of its own, to be put in its place when it is complete.
#include "posix/temporary_file.hpp"

#include "base/error.hpp"
#include "posix/file_age.hpp"
#include "posix/flock.hpp"
#include "world/temporary_names.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/file.h>

namespace ctask {

TemporaryFile::TemporaryFile(const Place& place, mode_t mode) : place_(place)
{
    constexpr int kTries = 1000;
    const std::string stem = temporary_prefix(place.leaf()) + std::to_string(::getpid()) + ".";
    // A name may be taken by what a crash left, or by a process of another pid namespace.
    for (int number = 0; number < kTries; ++number) {
        name_ = stem + std::to_string(number);
        file_.reset(::openat(place.directory(), name_.c_str(),
                             O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
        if (file_) {
            ::flock(file_.get(), LOCK_EX | LOCK_NB);
            return;
        }
        if (errno != EEXIST) break;
    }
    throw_errno("cannot write " + place.path());
}

TemporaryFile::~TemporaryFile()
{
    if (!in_place_) ::unlinkat(place_.directory(), name(), 0);
}

void TemporaryFile::put_in_place(Durability durability)
{
    const std::string what_failed = "cannot write " + place_.path();
    if (durability == Durability::synced && ::fsync(file_.get()) != 0) throw_errno(what_failed);
    // Some network file systems tell only now that the disk is full.
    if (::close(file_.release()) != 0 && errno != EINTR) throw_errno(what_failed);
    if (::renameat(place_.directory(), name(), place_.directory(), place_.leaf()) != 0)
        throw_errno(what_failed);
    in_place_ = true;
    if (durability == Durability::synced) place_.sync_directory();
}

void sweep_temporaries(Directory& directory, std::span<const std::string_view> leaves)
{
    for (const std::string& name : directory.names()) {
        const auto is_of = [&name](std::string_view leaf) { return is_temporary_name(name, leaf); };
        if (!is_temporary_name(name)) continue;
        if (!leaves.empty() && std::none_of(leaves.begin(), leaves.end(), is_of)) continue;
        const Place left(directory, name);
        const std::optional<FileStamp> stamp = left.stamp();
        // A writer that is about to flock its file is too young; so is one that is about to rename it.
        if (!stamp || stamp->kind != FileKind::regular || !is_too_old(*stamp, directory)) continue;
        const UniqueFd file = left.open(O_RDWR);
        if (file && try_flock(file.get()) != Flock::busy) ::unlinkat(left.directory(), left.leaf(), 0);
    }
}

std::size_t write_what_fits(int descriptor, std::string_view bytes)
{
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = ::write(descriptor, bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) break;
        written += static_cast<std::size_t>(count);
    }
    return written;
}

} // namespace ctask
