// An agent's name that is a whole command line: its words, and how to write them instead.
#pragma once

#include "workspace/settings.hpp"

#include <string>
#include <vector>

namespace ctask {

/// As a shell would take them apart, but for the backslash.
std::vector<std::string> words_of(const std::string& text);

/// Where `named`, which is no file, has arguments in it: what to write in the place where it stands (a line
/// of a setting, or of task.yaml), the first line saying where. Empty for a single word, and for one that was
/// given by --agent.
std::vector<std::string> lines_with_args(const Setting& named);

} // namespace ctask
