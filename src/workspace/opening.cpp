// Opening what can be opened.
#include "workspace/opening.hpp"

#include <system_error>

namespace ctask {

std::unique_ptr<Directory> open_if_possible(Files& files, const std::string& path)
{
    try {
        return path.empty() ? nullptr : files.open_directory(path);
    } catch (const std::system_error&) {
        return nullptr;
    }
}

} // namespace ctask
