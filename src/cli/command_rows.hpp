// The rows of the table of commands (commands.hpp), a file for each group of help.
#pragma once

#include "cli/commands.hpp"

#include <vector>

namespace ctask {

std::vector<Subcommand> session_commands();
std::vector<Subcommand> inspection_commands();
std::vector<Subcommand> lifecycle_commands();
std::vector<Subcommand> set_up_commands();

} // namespace ctask
