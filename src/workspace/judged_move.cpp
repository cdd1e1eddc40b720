// Moving the very directory that was judged.
#include "workspace/judged_move.hpp"

#include <system_error>

namespace ctask {

bool is_the_judged_one(const Directory& directory, const std::string& name, const FileStamp& judged)
{
    const std::optional<FileStamp> found = directory.stamp_of(name);
    return found && found->kind == FileKind::directory && found->same_file(judged);
}

namespace {

bool put_back(Directory& from, const std::string& name, Directory& to, const std::string& new_name)
{
    try {
        return to.move(new_name, from, name);
    } catch (const std::system_error&) {
        return false;
    }
}

} // namespace

JudgedMove move_judged(Directory& from, const std::string& name, Directory& to, const std::string& new_name,
                       const FileStamp& judged)
{
    if (!from.move(name, to, new_name)) return JudgedMove::name_taken;
    try {
        if (is_the_judged_one(to, new_name, judged)) return JudgedMove::moved;
    } catch (const std::system_error&) {
        if (!put_back(from, name, to, new_name)) return JudgedMove::stranded;
        throw;
    }
    return put_back(from, name, to, new_name) ? JudgedMove::put_back : JudgedMove::stranded;
}

} // namespace ctask
