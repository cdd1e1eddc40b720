// Opens a path; what kept it closed comes back as nothing, or as whether the system was at fault.
#include "workspace/opening.hpp"

#include <cerrno>

namespace ctask {

std::unique_ptr<Directory> open_if_possible(Files& files, const std::string& path)
{
    try {
        return path.empty() ? nullptr : files.find_directory(path);
    } catch (const std::system_error&) {
        return nullptr;
    }
}

bool is_of_the_system(const std::error_code& error)
{
    for (const int kind : {ENOMEM, EMFILE, ENFILE, ENOSPC, EDQUOT, EIO, EINTR, EAGAIN, EBUSY})
        if (error.value() == kind) return true;
    return false;
}

} // namespace ctask
