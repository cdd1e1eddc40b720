// The commands that put workspaces away and bring them back.
#include "cli/command_rows.hpp"

namespace ctask {

std::vector<Subcommand> lifecycle_commands()
{
    return {};
}

} // namespace ctask
