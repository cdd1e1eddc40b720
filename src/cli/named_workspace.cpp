// The workspace that a command line means.
#include "cli/named_workspace.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/notice.hpp"
#include "workspace/finding.hpp"
#include "workspace/trash.hpp"

namespace ctask {
namespace {

Failure trashed(const Workspace& workspace)
{
    return Failure(workspace.path + " is in the trash",
                   "ctask undo " + shell_quoted(workspace.path) + " brings it back");
}

} // namespace

Workspace named_workspace(World& world, const Settings& settings, const CommandLine& line, Broken broken)
{
    if (line.argument)
        return find_workspace(world.files, settings, world.environment, *line.argument, broken);
    return default_workspace(world.files, settings, world.environment, broken);
}

void refuse_trashed(const Workspace& workspace)
{
    if (lies_in_trash(workspace.path)) throw trashed(workspace);
}

void tell_trashed(Streams& streams, const Workspace& workspace)
{
    if (!lies_in_trash(workspace.path)) return;
    const Failure words = trashed(workspace);
    notice(streams, words.what());
    notice(streams, words.hint());
}

} // namespace ctask
