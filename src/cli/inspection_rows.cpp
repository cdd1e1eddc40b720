// The commands that only look.
#include "cli/command_rows.hpp"
#include "cli/option_rows.hpp"

#include <utility>

namespace ctask {

namespace {

Subcommand list_command()
{
    return {
        .name = "list",
        .summary = "list workspaces, the newest first",
        .description =
            "Shows status, type, whether a session runs (active) or was cut off (stale), when the "
            "workspace was updated, its name and its title. Archived workspaces are shown with --all "
            "only. One whose task.yaml cannot be read is shown as broken, with the reason.",
        .options = {{.name = "all", .letter = 'a', .summary = "show archived workspaces too"},
                    category_option("show only this category"),
                    limit_option("workspaces"),
                    {.name = "task", .summary = "show only tasks"},
                    {.name = "projects", .summary = "show only projects"},
                    {.name = "names", .summary = "print directory names only, one a line, and nothing else"},
                    json_option()}};
}

Subcommand info_command()
{
    Subcommand command =
        workspace_command("info", "show everything about one workspace",
                          "Shows what task.yaml says, whether a session runs and whose it is, what "
                          "the last session did, and where each setting comes from.");
    command.options = {json_option()};
    return command;
}

Subcommand log_command()
{
    Subcommand command = workspace_command(
        "log", "show past sessions",
        "Shows the past sessions of a workspace, the newest first: when, how long, which agent, how "
        "it ended, and how many files were added (+), modified (~) and deleted (-).");
    command.options = {limit_option("sessions"), json_option()};
    return command;
}

} // namespace

std::vector<Subcommand> inspection_commands()
{
    return {
        list_command(), info_command(),
        workspace_command("path", "print the absolute path", "Prints the path of the workspace on one line."),
        workspace_command("notes", "print notes.md", "Prints the notes of the workspace as they are."),
        log_command()};
}

} // namespace ctask
