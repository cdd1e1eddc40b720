// FaultyDirectory: asks Faults, then the real one.
#include "support/faulty_directory.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace ctask {

FaultyDirectory::FaultyDirectory(std::unique_ptr<Directory> real, std::shared_ptr<Faults> faults,
                                 std::shared_ptr<Timeline> time)
    : real_(std::move(real)), faults_(std::move(faults)), time_(std::move(time))
{
}

FileContent FaultyDirectory::read(const std::string& name, std::size_t limit) const
{
    const std::optional<FileContent> unread = unread_by_fault(name);
    return unread ? *unread : real_->read(name, limit);
}

FileContent FaultyDirectory::read_in_parts(const std::string& name, std::size_t limit,
                                           const std::function<bool(std::string_view)>& take) const
{
    const std::optional<FileContent> unread = unread_by_fault(name);
    return unread ? *unread : real_->read_in_parts(name, limit, take);
}

std::optional<FileContent> FaultyDirectory::unread_by_fault(const std::string& name) const
{
    const int error = faults_->error_of(Touch::read, full(name));
    if (error == 0) return std::nullopt;
    FileContent bad;
    bad.state = FileContent::State::bad;
    bad.problem = "cannot be read (" + std::generic_category().message(error) + ")";
    bad.error = error;
    return bad;
}

void FaultyDirectory::write(const std::string& name, const std::function<void(ByteSink&)>& produce,
                            Durability durability, mode_t mode)
{
    touch(Touch::write, name);
    real_->write(name, produce, durability, mode);
    date(name);
}

void FaultyDirectory::append(const std::string& name, std::string_view bytes, Durability durability,
                             mode_t mode)
{
    touch(Touch::append, name);
    real_->append(name, bytes, durability, mode);
    date(name);
}

bool FaultyDirectory::remove(const std::string& name)
{
    touch(Touch::remove, name);
    return real_->remove(name);
}

std::vector<std::string> FaultyDirectory::names(const std::string& subdirectory) const
{
    touch(Touch::names, subdirectory);
    return real_->names(subdirectory);
}

std::unique_ptr<Directory> FaultyDirectory::open(const std::string& name) const
{
    return std::make_unique<FaultyDirectory>(real_->open(name), faults_, time_);
}

bool FaultyDirectory::make_directory(const std::string& name, mode_t mode)
{
    touch(Touch::make_directory, name);
    return real_->make_directory(name, mode);
}

bool FaultyDirectory::move(const std::string& name, Directory& target, const std::string& new_name)
{
    touch(Touch::move, name);
    return real_->move(name, target, new_name);
}

void FaultyDirectory::date(const std::string& name)
{
    if (time_->elapsed() == Nanoseconds{}) return;
    const auto stamp = real_->stamp_of(name);
    const auto later = (stamp->modified + time_->elapsed()).time_since_epoch();
    const auto seconds = std::chrono::floor<Seconds>(later);
    const timespec modified{seconds.count(), (later - seconds).count()};
    const timespec both[2] = {modified, modified};
    if (::utimensat(descriptor(), name.c_str(), both, AT_SYMLINK_NOFOLLOW) != 0) throw_errno(full(name));
}

} // namespace ctask
