// Telling what is wrong with a file of ctask's own, and what mends it.
#include "session/unusable_file.hpp"

#include "base/text.hpp"

#include <system_error>

namespace ctask {

std::string UnusableFile::way_out() const
{
    const std::string quoted = shell_quoted(path);
    if (irregular)
        return "move it away, and the next session makes it anew: mv " + quoted + " " +
               shell_quoted(path + ".old");
    return "make it readable: chmod u+rw " + quoted;
}

std::optional<UnusableFile> unusable(const Directory& directory, const std::string& name,
                                     const FileContent& content)
{
    if (content.absent() || content.present()) return std::nullopt;
    return UnusableFile{directory.path() + "/" + name, content.problem,
                        content.stamp.kind != FileKind::regular};
}

std::optional<UnusableFile> look_whether_unusable(const Directory& directory, const std::string& name)
{
    try {
        directory.read_in_parts(name, [](std::string_view) { return false; });
        return std::nullopt;
    } catch (const std::system_error&) {
        // What it is instead is told by an attempt to read it, which fails as well.
        return unusable(directory, name, directory.read(name, 1));
    }
}

} // namespace ctask
