// Agents that remember conversations by the directory they were held in: what to do when that has moved.
#pragma once

#include "world/environment.hpp"
#include "world/files.hpp"

#include <string>
#include <vector>

namespace ctask {

/// How Claude Code names the directory of its conversations in a path: every character but ASCII letters and
/// digits is a hyphen (two, for one beyond the basic plane). Empty where the name would be longer than 200,
/// which it cuts in a way of its own.
std::string claude_project_name(const std::string& path);

/// Lines for the user, safe to show; none when nothing of the agents' was found that is kept by the old path.
std::vector<std::string> lines_on_moved_history(Files& files, const Environment& environment,
                                                const std::string& agent, const std::string& old_path,
                                                const std::string& new_path);

} // namespace ctask
