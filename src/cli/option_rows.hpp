// Options that several commands have, and the row of a command that looks at one workspace.
#pragma once

#include "cli/commands.hpp"

namespace ctask {

/// Of the commands that start an agent, or tell which they would.
Option agent_option();
Option category_option(std::string summary);
Option json_option();
/// `things` in the plural: "workspaces".
Option limit_option(const std::string& things);
/// For commands that ask before they change something.
Option no_input_option();
/// A command that looks at one workspace, by default the one at hand.
Subcommand workspace_command(CommandFunction run, std::string name, std::string summary,
                             std::string description);

} // namespace ctask
