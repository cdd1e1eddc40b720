// The table itself, a function for each command's row.
#include "cli/commands.hpp"

#include <utility>

namespace ctask {

namespace {

Option agent_option()
{
    return {.name = "agent",
            .letter = 'a',
            .value = "AGENT",
            .summary = "agent to run: a name on PATH, or a path",
            .detail =
                "The name is taken as it stands: it is never split into words and never given to a shell. "
                "Arguments for the agent stand behind --.",
            .completes = "command"};
}

Option shell_option()
{
    return {.name = "shell",
            .summary = "run your shell instead of an agent",
            .detail = "Your shell is SHELL, or else /bin/sh."};
}

Option wait_option()
{
    return {.name = "wait",
            .value = "DURATION",
            .value_is_optional = true,
            .summary = "wait while the workspace is in use",
            .detail =
                "With a DURATION, such as 90, 10m or 1h30m, wait at most that long and then exit with 75."};
}

std::vector<Option> with_session_options(std::vector<Option> own)
{
    for (Option& option : session_options()) own.push_back(std::move(option));
    return own;
}

Option category_option(std::string summary)
{
    return {.name = "category",
            .letter = 'c',
            .value = "NAME",
            .summary = std::move(summary),
            .completes = "category"};
}

Option json_option()
{
    return {.name = "json",
            .summary = "print JSON instead, for scripts",
            .detail = "Its keys are described under JSON."};
}

Option limit_option(const std::string& things)
{
    return {.name = "limit",
            .letter = 'n',
            .value = "COUNT",
            .summary = "show at most so many " + things + "; 20 unless given, 0 for all"};
}

Subcommand new_command()
{
    return {.name = "new",
            .group = CommandGroup::session,
            .argument = Argument::optional_title,
            .argument_name = "[TITLE]",
            .summary = "make a workspace and start a session in it",
            .description =
                "Makes a workspace named after today and TITLE, and runs the agent in it. A title of several "
                "words is quoted. When the agent ends without success and nothing at all has changed in the "
                "fresh workspace, it is moved to the trash.",
            .options = with_session_options(
                {category_option("category of the workspace; general unless given"),
                 agent_option(),
                 shell_option(),
                 {.name = "no-launch", .summary = "make the workspace, print its path, start nothing"}}),
            .starts_session = true};
}

Subcommand resume_command()
{
    return {.name = "resume",
            .group = CommandGroup::session,
            .argument = Argument::workspace,
            .argument_name = "WORKSPACE",
            .summary = "start a session in a workspace that is there",
            .description =
                "First tells what the last session did. A session that was cut off is recorded, files that "
                "changed since are named, and a workspace in use is started in only after a yes.",
            .options = with_session_options({agent_option(), shell_option(), wait_option()}),
            .starts_session = true};
}

Subcommand last_command()
{
    return {.name = "last",
            .group = CommandGroup::session,
            .summary = "resume the workspace that was used last",
            .description = "Does what resume does, in the active workspace that was updated most recently.",
            .options = with_session_options({agent_option(), shell_option(), wait_option()}),
            .starts_session = true};
}

Subcommand open_command()
{
    return {.name = "open",
            .group = CommandGroup::session,
            .argument = Argument::workspace,
            .argument_name = "WORKSPACE",
            .summary = "start a shell in a workspace",
            .description = "Does what resume --shell does. What stands behind -- goes to the shell.",
            .options = with_session_options(
                {{.name = "all", .summary = "find archived workspaces too"}, wait_option()}),
            .starts_session = true};
}

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

Subcommand workspace_command(std::string name, std::string summary, std::string description)
{
    return {.name = std::move(name),
            .argument = Argument::optional_workspace,
            .argument_name = "[WORKSPACE]",
            .summary = std::move(summary),
            .description = std::move(description)};
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

Subcommand completion_command()
{
    return {.name = "completion",
            .group = CommandGroup::shell,
            .argument = Argument::word,
            .argument_name = "SHELL",
            .argument_words = "bash zsh fish",
            .summary = "print the completion script for bash, zsh or fish",
            .description =
                "Prints a script that teaches the shell ctask's commands and options and the names of "
                "workspaces. An installed ctask has it in place already."};
}

} // namespace

const std::vector<Subcommand>& commands()
{
    static const std::vector<Subcommand> table = {
        new_command(),
        resume_command(),
        last_command(),
        open_command(),
        list_command(),
        info_command(),
        workspace_command("path", "print the absolute path", "Prints the path of the workspace on one line."),
        workspace_command("notes", "print notes.md", "Prints the notes of the workspace as they are."),
        log_command(),
        completion_command(),
    };
    return table;
}

const Subcommand* find_command(std::string_view name)
{
    for (const Subcommand& command : commands())
        if (command.name == name) return &command;
    return nullptr;
}

const Option* Subcommand::find_option(std::string_view long_name) const
{
    if (long_name == help_option().name) return &help_option();
    for (const Option& option : options)
        if (option.name == long_name) return &option;
    return nullptr;
}

const Option* Subcommand::find_option(char letter) const
{
    if (letter == help_option().letter) return &help_option();
    for (const Option& option : options)
        if (option.letter != 0 && option.letter == letter) return &option;
    return nullptr;
}

const Option& help_option()
{
    static const Option option = {.name = "help", .letter = 'h', .summary = "show help and exit"};
    return option;
}

const Option& version_option()
{
    static const Option option = {.name = "version", .summary = "show the version and exit"};
    return option;
}

std::string_view heading(CommandGroup group)
{
    switch (group) {
    case CommandGroup::session:
        return "Start a session";
    case CommandGroup::inspection:
        return "Look at workspaces";
    case CommandGroup::shell:
        return "Set up";
    }
    return {};
}

const std::vector<std::string>& known_agents()
{
    static const std::vector<std::string> names = {"claude", "codex", "gemini", "opencode", "aider"};
    return names;
}

std::vector<Option> session_options()
{
    return {{.name = "force",
             .summary = "ask and refuse nothing; start beside a session",
             .detail = "A second session in a workspace has a lease of its own; both are recorded, and "
                       "neither harms the other."},
            {.name = "timeout",
             .value = "DURATION",
             .summary = "stop the agent after that long; exit status 124",
             .detail =
                 "The agent gets TERM, and 10 seconds later its whole process tree gets KILL. A bare number "
                 "is seconds; 10m, 1h30m and 2d are understood."},
            {.name = "no-input",
             .summary = "never ask; decide as when nobody is there to answer",
             .detail = "What the agent itself asks is its own affair."},
            {.name = "report",
             .value = "TARGET",
             .summary = "write one line of JSON to a file or fd:N at the end",
             .detail = "Its keys are described under JSON.",
             .completes = "file"}};
}

} // namespace ctask
