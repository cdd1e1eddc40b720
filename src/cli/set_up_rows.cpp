// The commands about ctask itself.
#include "cli/command_rows.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/option_rows.hpp"

#include <utility>

namespace ctask {

namespace {

Subcommand config_command()
{
    return {.name = "config",
            .summary = "show every setting and where it comes from",
            .description =
                "Shows the settings as they hold here, each with its source: a variable, a line of "
                "the config file, or the default. The config file itself is named first.",
            .options = {json_option()},
            .run = run_config};
}

Subcommand agents_command()
{
    return {.name = "agents",
            .argument = Argument::optional_workspace,
            .argument_name = "[check [WORKSPACE]]",
            .verb = "check",
            .summary = "list the known agents, or show what a launch would run",
            .description =
                "Lists the agents that have a profile, built in or in the config file: the command with its "
                "arguments, where it was found, and where the profile stands. With check, shows what resume "
                "would run in WORKSPACE, or what new would run: the command, the directory, the variables "
                "and the session mode, and where each comes from; --agent asks about another. Exits with 1 "
                "when the command would not be found.",
            .options = {agent_option(),
                        {.name = "names", .summary = "print the names of all agents, one a line"},
                        json_option()},
            .run = run_agents};
}

Subcommand completion_command()
{
    return {.name = "completion",
            .argument = Argument::word,
            .argument_name = "SHELL",
            .argument_words = "bash zsh fish",
            .summary = "print the completion script for bash, zsh or fish",
            .description =
                "Prints a script that teaches the shell ctask's commands and options and the names of "
                "workspaces. An installed ctask has it in place already.",
            .run = run_completion};
}

Subcommand statusline_command()
{
    return {
        .name = "statusline",
        .summary = "print one line about the session one is in",
        .description =
            "Prints what workspace and session this is, for programs that show such a line: the slug, the "
            "agent, persistent when it runs in tmux, how long it has been running, how many other sessions "
            "run there, and whether notes.md or handoff.md were written since it began. Where no workspace "
            "is, it prints nothing and is content. What Claude Code passes on stdin is used when it is "
            "there.",
        .options = {{.name = "tmux",
                     .summary = "print a segment for tmux's status-right",
                     .detail = "What tmux would take for a format is escaped; stdin is not read."}},
        .run = run_statusline};
}

Subcommand doctor_command()
{
    return {
        .name = "doctor",
        .summary = "check the set-up, and say what to do about it",
        .description =
            "Prints a line for each thing that was checked: the roots and what their file system can do, "
            "the agent, the command to notify, tmux and git, completion and the man page, workspaces that "
            "cannot be read, what was cut off and what that has left, and the trash. FAIL keeps ctask "
            "from working and makes the exit status 1, WARN should be looked at, INFO need not be. Only a "
            "file system is written to, for a moment, to try it out.",
        .options = {{.name = "fix",
                     .summary = "mend what can be mended safely",
                     .detail = "Records sessions that were cut off, removes write locks whose holder is "
                               "dead and files that were half written, and makes the state of workspaces "
                               "private. Files of yours are left alone."},
                    json_option()},
        .run = run_doctor};
}

} // namespace

std::vector<Subcommand> set_up_commands()
{
    return {agents_command(), config_command(), doctor_command(), completion_command(), statusline_command()};
}

} // namespace ctask
