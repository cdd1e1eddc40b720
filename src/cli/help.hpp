// --help, as text made from the table.
#pragma once

#include "cli/commands.hpp"

#include <string>

namespace ctask {

/// Of ctask as a whole. Every help fits 80 columns.
std::string program_help();
std::string command_help(const Subcommand& command);

/// "[options] WORKSPACE [-- ARG...]": what stands behind the command's name.
std::string synopsis(const Subcommand& command);
/// "-a, --agent AGENT" and "    --wait[=DURATION]".
std::string option_words(const Option& option);

} // namespace ctask
