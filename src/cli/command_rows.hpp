// The rows of the table, group by group, in the order of help.
#pragma once

#include "cli/commands.hpp"

#include <vector>

namespace ctask {

std::vector<Subcommand> session_commands();
std::vector<Subcommand> inspection_commands();
std::vector<Subcommand> lifecycle_commands();
std::vector<Subcommand> set_up_commands();

} // namespace ctask
