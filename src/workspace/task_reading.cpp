// Reading a task.yaml, and what to do about one that cannot be taken.
#include "workspace/task_reading.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <cerrno>

namespace ctask {

/// An editor mends neither modes nor what is no file.
std::string hint_for_unread(const FileContent& content, const std::string& path)
{
    const std::string file = visible(shell_quoted(path));
    if (content.error == EACCES || content.error == EPERM)
        return "ls -l " + file + " shows whose it is; if it is yours: chmod u+r " + file;
    return "look at what stands there: ls -l " + file;
}

TaskReading read_task_file(const FileContent& content, const std::string& name, const std::string& path)
{
    TaskReading reading;
    if (!content.present()) {
        reading.problem = name + " " + content.problem;
        reading.hint = hint_for_unread(content, path);
        return reading;
    }
    try {
        reading.task = parse_task_file(content.bytes, name);
    } catch (const Failure& failure) {
        reading.problem = failure.what();
        reading.hint = failure.hint().empty() ? "mend it with an editor" : failure.hint();
    }
    return reading;
}

} // namespace ctask
