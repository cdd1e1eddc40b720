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

Subcommand statusline_command()
{
    return {
        .name = "statusline",
        .summary = "print one line about the session one is in",
        .description =
            "Prints what workspace and session this is, for programs that show such a line: the slug, the "
            "agent, how long it has been running, how many other sessions run there, and whether "
            "notes.md or handoff.md were written since it began. Where no workspace is, it prints "
            "nothing and is content. What Claude Code passes on stdin is used when it is there.",
        .options = {{.name = "tmux",
                     .summary = "print a segment for tmux's status-right",
                     .detail = "What tmux would take for a format is escaped; stdin is not read."}}};
}

} // namespace

std::vector<Subcommand> set_up_commands()
{
    return {completion_command(), statusline_command()};
}

} // namespace ctask
