// The commands about ctask itself.
#include "cli/command_rows.hpp"
#include "cli/option_rows.hpp"

#include <utility>

namespace ctask {

namespace {

Subcommand completion_command()
{
    return {.name = "completion",
            .argument = Argument::word,
            .argument_name = "SHELL",
            .argument_words = "bash zsh fish",
            .summary = "print the completion script for bash, zsh or fish",
            .description =
                "Prints a script that teaches the shell ctask's commands and options and the names of "
                "workspaces. An installed ctask has it in place already."};
}

} // namespace

std::vector<Subcommand> set_up_commands()
{
    return {completion_command()};
}

} // namespace ctask
