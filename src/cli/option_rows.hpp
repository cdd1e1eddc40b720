// Options that several commands have, and the row of a command that looks at one workspace.
#pragma once

#include "cli/commands.hpp"

namespace ctask {

/// Texts that are handed over are kept as they are: literals.
///
/// Of the commands that start an agent, or tell which they would.
Option agent_option();
Option category_option(std::string_view summary);
Option json_option();
Option limit_option(std::string_view summary);
/// For commands that ask before they change something.
Option no_input_option();
/// A command that looks at one workspace, by default the one at hand.
Subcommand workspace_command(CommandFunction run, std::string name, std::string_view summary,
                             std::string_view description);

} // namespace ctask
