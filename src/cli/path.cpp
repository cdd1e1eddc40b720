// ctask path: where a workspace is.
#include "cli/inspection_commands.hpp"
#include "cli/named_workspace.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"

namespace ctask {

int run_path(World& world, Streams& streams, const CommandLine& line)
{
    Workspace workspace = named_workspace(world, read_settings(world, streams), line, Broken::allowed);
    tell_trashed(streams, workspace);
    // Raw bytes: a script goes there.
    print(streams, workspace.path + "\n");
    return 0;
}

} // namespace ctask
