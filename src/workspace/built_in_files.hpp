// The texts that every new workspace starts with, before any seed of the user replaces them.
#pragma once

#include "record/task_file.hpp"
#include "world/directory.hpp"

#include <string>
#include <vector>

namespace ctask {

/// The names of the built-in files; projects have more.
std::vector<std::string> built_in_names(bool project);
/// Instructions for agents, notes, hand-off, what git leaves alone: the text of one of them for this task.
std::string built_in_text(const std::string& name, const TaskFile& task);

/// Whether the file `name` of a workspace still is as creation left it, without a seed: nobody's work. So is
/// task.yaml, which ctask keeps.
bool is_as_created(const Directory& workspace, const TaskFile& task, const std::string& name);

} // namespace ctask
