// The commands that put workspaces away and bring them back.
#include "cli/command_rows.hpp"
#include "cli/lifecycle_commands.hpp"
#include "cli/option_rows.hpp"

namespace ctask {

namespace {

Subcommand archive_command()
{
    return {
        .name = "archive",
        .argument = Argument::workspace,
        .offered = Offered::active,
        .argument_name = "WORKSPACE",
        .summary = "put a workspace away",
        .description =
            "An archived workspace stays where it is, is listed with --all only, and is not resumed. While a "
            "session runs in it, you are asked first; with nobody to ask it is refused.",
        .options = {no_input_option()},
        .run = run_archive};
}

Subcommand restore_command()
{
    return {.name = "restore",
            .argument = Argument::workspace,
            .offered = Offered::archived,
            .argument_name = "WORKSPACE",
            .summary = "make an archived workspace active again",
            .description =
                "Takes back what archive did. While a session runs in the workspace, you are asked first; "
                "with nobody to ask it is refused.",
            .options = {no_input_option()},
            .run = run_restore};
}

Subcommand rename_command()
{
    return {.name = "rename",
            .argument = Argument::workspace,
            .argument_name = "WORKSPACE TITLE",
            .second_argument = "TITLE",
            .summary = "give a workspace another title",
            .description =
                "The directory, the slug and, in a project, the directory that the agent starts in are named "
                "after the new title; the date stays. Refused while a session runs in it. An agent that "
                "finds its conversations by the path they were held in does not find those of the old one: "
                "where that can be mended, the line to type is told.",
            .run = run_rename};
}

Subcommand delete_command()
{
    return {
        .name = "delete",
        .argument = Argument::workspace,
        .argument_name = "WORKSPACE",
        .summary = "move a workspace to the trash",
        .description =
            "Shows what would go: files, bytes and sessions, work that git knows of and that is not "
            "committed or not on any remote, and processes that stand in the workspace. "
            "Then it asks; a plain return means no. "
            "With nobody to ask it deletes nothing and exits with 1. "
            "Refused are the workspace of a live session, and one that such a workspace lies in, the one "
            "that the current directory lies in, the one that CTASK_WORKSPACE names, one of another user, "
            "and one in which something is mounted.",
        .options = {{.name = "yes", .letter = 'y', .summary = "do not ask"},
                    {.name = "purge",
                     .summary = "remove it for good, past bringing back",
                     .detail = "The answer to the question must be a whole yes. "
                               "What belongs to another user or cannot be removed stays in the trash and "
                               "is named, and the exit status is 1."},
                    json_option()},
        .run = run_delete};
}

Subcommand undo_command()
{
    return {
        .name = "undo",
        .argument = Argument::optional_trashed,
        .argument_name = "[NAME]",
        .summary = "bring a workspace back from the trash",
        .description =
            "Brings back what was last moved to the trash, be it by delete or because nothing had been "
            "done in a new workspace, and prints its path. "
            "NAME chooses another: the name or the slug of the workspace, a part of its slug, the name "
            "of the directory in the trash, or its path. "
            "Nothing is ever replaced by what comes back. "
            "A later new or delete removes what has been in the trash for more than 14 days.",
        .options = {{.name = "list", .summary = "show what can be brought back, the last first"},
                    {.name = "names",
                     .summary = "print the names of these only, one a line",
                     .detail = "Where several have one name, the names of their directories in the trash, "
                               "which tell them apart.",
                     .excludes = {"json"}},
                    json_option()},
        .run = run_undo};
}

} // namespace

std::vector<Subcommand> lifecycle_commands()
{
    return {archive_command(), restore_command(), rename_command(), delete_command(), undo_command()};
}

} // namespace ctask
