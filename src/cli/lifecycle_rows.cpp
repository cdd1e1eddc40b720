// The commands that put workspaces away and bring them back.
#include "cli/command_rows.hpp"
#include "cli/option_rows.hpp"

namespace ctask {

namespace {

Subcommand archive_command()
{
    return {
        .name = "archive",
        .argument = Argument::workspace,
        .argument_name = "WORKSPACE",
        .summary = "put a workspace away",
        .description =
            "An archived workspace stays where it is, is listed with --all only, and is not resumed. While a "
            "session runs in it, you are asked first; with nobody to ask it is refused.",
        .options = {no_input_option()}};
}

Subcommand restore_command()
{
    return {.name = "restore",
            .argument = Argument::workspace,
            .argument_name = "WORKSPACE",
            .summary = "make an archived workspace active again",
            .description =
                "Takes back what archive did. While a session runs in the workspace, you are asked first; "
                "with nobody to ask it is refused.",
            .options = {no_input_option()}};
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
                "after "
                "the new title; the date stays. Refused while a session runs in it. An agent that finds its "
                "conversations by the path they were held in does not find those of the old one: where that "
                "can be "
                "mended, the line to type is told."};
}

} // namespace

std::vector<Subcommand> lifecycle_commands()
{
    return {archive_command(), restore_command(), rename_command()};
}

} // namespace ctask
