// The workspace that a command line means.
#include "cli/named_workspace.hpp"

#include "workspace/catalog.hpp"

namespace ctask {

Workspace named_workspace(World& world, const Settings& settings, const CommandLine& line)
{
    if (line.argument) return find_workspace(world.files, settings, world.environment, *line.argument);
    return default_workspace(world.files, settings, world.environment);
}

} // namespace ctask
