// ScratchDir: made by mkdtemp, removed by descriptor.
#include "support/scratch_dir.hpp"

#include "base/error.hpp"
#include "base/unique_fd.hpp"

#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <vector>

namespace ctask {

namespace {

void remove_tree(int parent, const char* name)
{
    if (::unlinkat(parent, name, 0) == 0 || errno == ENOENT) return;
    UniqueFd directory(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!directory && errno == EACCES && ::fchmodat(parent, name, 0700, 0) == 0)
        directory.reset(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!directory) return;
    ::fchmod(directory.get(), 0700);
    std::vector<std::string> names;
    DIR* listing = ::fdopendir(::dup(directory.get()));
    if (listing == nullptr) return;
    while (const dirent* entry = ::readdir(listing)) {
        const std::string found = entry->d_name;
        if (found != "." && found != "..") names.push_back(found);
    }
    ::closedir(listing);
    for (const auto& inside : names) remove_tree(directory.get(), inside.c_str());
    ::unlinkat(parent, name, AT_REMOVEDIR);
}

void put(const std::string& path, std::string_view bytes, std::ios::openmode mode)
{
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream file(path, std::ios::binary | mode);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw_errno("cannot write " + path);
}

} // namespace

ScratchDir::ScratchDir()
{
    std::string pattern =
        std::filesystem::canonical(std::filesystem::temp_directory_path()) / "ctask-test-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw_errno("cannot make " + pattern);
    path_ = pattern;
}

ScratchDir::~ScratchDir()
{
    remove_tree(AT_FDCWD, path_.c_str());
}

void ScratchDir::write_file(const std::string& name, std::string_view bytes) const
{
    put(path(name), bytes, std::ios::trunc);
}

void ScratchDir::append_to(const std::string& name, std::string_view bytes) const
{
    put(path(name), bytes, std::ios::app);
}

std::string ScratchDir::read_file(const std::string& name) const
{
    std::ifstream file(path(name), std::ios::binary);
    if (!file) throw_errno("cannot read " + path(name));
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void ScratchDir::make_directory(const std::string& name) const
{
    std::filesystem::create_directories(path(name));
}

void ScratchDir::make_link(const std::string& target, const std::string& name) const
{
    if (::symlink(target.c_str(), path(name).c_str()) != 0) throw_errno("cannot link " + path(name));
}

void ScratchDir::set_mode(const std::string& name, mode_t mode) const
{
    if (::chmod(path(name).c_str(), mode) != 0) throw_errno("cannot chmod " + path(name));
}

void ScratchDir::remove(const std::string& name) const
{
    remove_tree(AT_FDCWD, path(name).c_str());
}

bool ScratchDir::exists(const std::string& name) const
{
    struct stat found {};
    return ::lstat(path(name).c_str(), &found) == 0;
}

void ScratchDir::age(const std::string& name, Nanoseconds length) const
{
    const auto then = (std::chrono::system_clock::now() - length).time_since_epoch();
    const auto seconds = std::chrono::floor<Seconds>(then);
    const timespec modified{seconds.count(), std::chrono::nanoseconds(then - seconds).count()};
    const timespec both[2] = {modified, modified};
    if (::utimensat(AT_FDCWD, path(name).c_str(), both, AT_SYMLINK_NOFOLLOW) != 0)
        throw_errno("cannot age " + name);
}

} // namespace ctask
