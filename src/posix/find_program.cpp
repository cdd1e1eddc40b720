// The walk along PATH.
#include "posix/find_program.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ctask {

namespace {

std::string below(const std::string& directory, const std::string& name)
{
    if (!name.empty() && name.front() == '/') return name;
    return directory.ends_with('/') ? directory + name : directory + "/" + name;
}

/// 0, EACCES for a file that cannot be executed or reached, ENOENT for anything else.
int executable_error(const std::string& path)
{
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return errno == EACCES ? EACCES : ENOENT;
    if (!S_ISREG(found.st_mode)) return EACCES;
    return ::faccessat(AT_FDCWD, path.c_str(), X_OK, AT_EACCESS) == 0 ? 0 : EACCES;
}

} // namespace

ProgramPlace find_program(const std::string& name, const Environment& environment)
{
    const std::string& here = environment.working_directory;
    if (name.empty()) return {name, ENOENT};
    if (name.find('/') != std::string::npos) {
        const std::string path = below(here, name);
        return {path, executable_error(path)};
    }
    ProgramPlace best{name, ENOENT};
    const std::string search = environment.get("PATH").value_or("/bin:/usr/bin") + ":";
    for (std::size_t at = 0; at < search.size();) {
        const std::size_t end = search.find(':', at);
        const std::string entry = search.substr(at, end - at);
        const std::string path = below(entry.empty() ? here : below(here, entry), name);
        const int error = executable_error(path);
        if (error == 0) return {path, 0};
        // A directory of that name on PATH is no command that lacks a permission.
        struct stat found {};
        if (error == EACCES && ::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode))
            best = {path, EACCES};
        at = end + 1;
    }
    return best;
}

} // namespace ctask
