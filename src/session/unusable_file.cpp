// Telling what is wrong with a file of ctask's own, and what mends it.
#include "session/unusable_file.hpp"

#include "base/text.hpp"
#include "workspace/paths.hpp"

#include <system_error>

namespace ctask {

std::string UnusableFile::hint() const
{
    const std::string quoted = shell_quoted(path);
    if (irregular)
        return "move it away, and the next session makes it anew: mv " + quoted + " " +
               shell_quoted(path + ".old");
    return closed ? "let yourself in: chmod u+rwx " + quoted : "make it readable: chmod u+rw " + quoted;
}

namespace {

/// The directory above a file, by its name in the workspace, when it is what stands in the way.
std::optional<UnusableFile> unusable_above(const Directory& directory, const std::string& name)
{
    const std::string above = parent_path(name);
    if (above.empty()) return std::nullopt;
    const std::string path = directory.path_of(above);
    bool is_there = false;
    try {
        const std::optional<FileStamp> stamp = directory.stamp_of(above);
        if (!stamp) return std::nullopt;
        is_there = true;
        if (stamp->kind == FileKind::symlink) return UnusableFile{path, "is a symbolic link", true};
        if (stamp->kind != FileKind::directory) return UnusableFile{path, "is no directory", true};
        directory.stamp_of(name);
    } catch (const std::system_error&) {
        if (is_there) return UnusableFile{path, "cannot be entered", false, true};
    }
    return std::nullopt;
}

} // namespace

std::optional<UnusableFile> unusable(const Directory& directory, const std::string& name,
                                     const FileContent& content)
{
    if (content.absent() || content.present()) return std::nullopt;
    if (auto above = unusable_above(directory, name)) return above;
    return UnusableFile{directory.path_of(name), content.problem, content.stamp.kind != FileKind::regular};
}

std::optional<UnusableFile> look_whether_unusable(const Directory& directory, const std::string& name)
{
    const auto stop = [](std::string_view) { return false; };
    return unusable(directory, name, directory.read_in_parts(name, kAnyLength, stop));
}

} // namespace ctask
