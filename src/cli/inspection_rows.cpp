// The commands that only look.
#include "cli/command_rows.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/option_rows.hpp"
#include "session/exit_status.hpp"

#include <utility>

namespace ctask {

namespace {

Subcommand list_command()
{
    return {.name = "list",
            .summary = "list workspaces, the newest first",
            .description =
                "Shows status, type, whether a session runs (active) or was cut off (stale), when the "
                "workspace was updated, its name and its title. Archived workspaces are shown with --all "
                "or --archived only. One whose task.yaml cannot be read is shown as broken, with the reason.",
            .options = {{.name = "all", .letter = 'a', .summary = "show archived workspaces too"},
                        {.name = "archived", .summary = "show only archived workspaces", .excludes = {"all"}},
                        category_option("show only this category"),
                        limit_option("show at most so many workspaces; 20 unless given, 0 for all"),
                        {.name = "task",
                         .summary = "show only tasks",
                         .detail = "With --projects, tasks and projects: all but what is broken."},
                        {.name = "projects", .summary = "show only projects"},
                        {.name = "names",
                         .summary = "print directory names only, one a line, and nothing else",
                         .detail = "No more than --limit says, which scripts set to 0.",
                         .excludes = {"json"}},
                        json_option()},
            .run = run_list};
}

Subcommand info_command()
{
    Subcommand command =
        workspace_command(run_info, "info", "show everything about one workspace",
                          "Shows what task.yaml says, whether a session runs and whose it is, what "
                          "the last session did, and where each setting comes from.");
    command.options = {json_option()};
    return command;
}

Subcommand log_command()
{
    Subcommand command = workspace_command(
        run_log, "log", "show past sessions",
        "Shows the past sessions of a workspace, the newest first: when, how long, which agent, how "
        "it ended, and how many files were added (+), modified (~) and deleted (-).");
    command.options = {
        {.name = "all", .letter = 'a', .summary = "show the sessions of all workspaces, archived ones too"},
        {.name = "since",
         .value = "WHEN",
         .summary = "show only sessions that ended after that",
         .detail = "WHEN is how long ago (90m, 12h, 7d), a local date or time (2026-11-22, \"2026-11-22 "
                   "14:30\"), or an RFC 3339 time."},
        limit_option("show at most so many sessions; 20 unless given, 0 for all"),
        json_option()};
    return command;
}

Subcommand diff_command()
{
    Subcommand command =
        workspace_command(run_diff, "diff", "show what a session has changed",
                          "Shows the files that were added, modified and deleted since the session that runs "
                          "in the workspace began, or by the last one when none runs. Of several sessions "
                          "the owner's is meant. Exits with 0 when nothing has changed, with 1 when "
                          "something has, and with 2 when that cannot be told.");
    command.options = {{.name = "name-only",
                        .summary = "print the names of the files only, one a line",
                        .excludes = {"json"}},
                       json_option()};
    command.failure_status = kChangesUnknown;
    return command;
}

Subcommand status_command()
{
    return {
        .name = "status",
        .summary = "show the sessions that run now",
        .description =
            "Shows every session that runs in any workspace: agent, process, host, since when, and how long "
            "ago its last heartbeat was. With --watch the screen is drawn anew whenever that changes, until "
            "q or Ctrl-C; when stdout is no terminal, what runs is printed anew instead.",
        .options = {{.name = "watch", .letter = 'w', .summary = "stay, and show changes as they come"},
                    json_option()},
        .run = run_status};
}

} // namespace

std::vector<Subcommand> inspection_commands()
{
    return {list_command(),
            info_command(),
            workspace_command(run_path, "path", "print the absolute path",
                              "Prints the path of the workspace on one line."),
            workspace_command(run_notes, "notes", "print notes.md",
                              "Prints the notes of the workspace as they are."),
            log_command(),
            diff_command(),
            status_command()};
}

} // namespace ctask
