// Archived workspaces, and those of others.
#include "cli/session_refusals.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workspace/finding.hpp"

#include <string>

namespace ctask {

namespace {

[[noreturn]] void refuse_archived(World& world, const Settings& settings, const Workspace& workspace,
                                  bool opens)
{
    const std::string name =
        visible(shell_quoted(word_for(world.files, settings, workspace, {workspace.name})));
    std::string hint = "ctask restore " + name + " makes it active again";
    if (opens) hint += "\nctask open --all " + name + " opens a shell in it as it is";
    throw Failure(visible(workspace.slug()) + " is archived", hint);
}

[[noreturn]] void refuse_owner(const Workspace& workspace, uid_t owner, uid_t self)
{
    throw Failure(visible(workspace.path) + " belongs to another user (uid " + std::to_string(owner) +
                      "), whose task.yaml names the command to run",
                  "to take it over: chown -R " + std::to_string(self) + " " + visible(workspace.path));
}

} // namespace

void refuse_unfit(World& world, const Settings& settings, const CommandLine& line, const Workspace& workspace)
{
    const bool opens = line.command->name == "open";
    if (workspace.task.archived() && !(opens && line.has("all")))
        refuse_archived(world, settings, workspace, opens);
    const uid_t owner = workspace.directory->stamp().owner;
    if (owner != world.host().uid) refuse_owner(workspace, owner, world.host().uid);
}

} // namespace ctask
