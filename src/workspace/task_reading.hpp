// A task.yaml that was read, whether or not it can be taken for one: what it says, or what is wrong with it
// and what to do about that.
#pragma once

#include "record/task_file.hpp"
#include "world/directory.hpp"

#include <string>

namespace ctask {

struct TaskReading {
    /// Empty when there is a problem.
    TaskFile task;
    /// "task.yaml:4: expected a mapping", "task.yaml cannot be read (Permission denied)"; empty when there is
    /// none. `hint` is what to do about it.
    std::string problem;
    std::string hint;
};

/// `content` is not absent. `name` is what the file is called in the problem, `path` in a command to type.
TaskReading read_task_file(const FileContent& content, const std::string& name, const std::string& path);

/// What to do about a file of the user's that is there and could not be read.
std::string hint_for_unread(const FileContent& content, const std::string& path);

} // namespace ctask
