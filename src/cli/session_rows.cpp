// The commands that start a session, and the options that all of them have.
#include "cli/command_rows.hpp"
#include "cli/option_rows.hpp"

#include <utility>

namespace ctask {

namespace {

Option shell_option()
{
    return {.name = "shell",
            .summary = "run your shell instead of an agent",
            .detail = "Your shell is SHELL, or else /bin/sh.",
            .excludes = {"agent"},
            .in_tmux = InTmux::to_session};
}

Option wait_option()
{
    return {.name = "wait",
            .value = "DURATION",
            .value_is_optional = true,
            .summary = "wait while the workspace is in use",
            .detail =
                "With a DURATION, such as 90, 10m or 1h30m, wait at most that long and then exit with 75.",
            .excludes = {"force"},
            .in_tmux = InTmux::to_session};
}

Option direct_option()
{
    return {.name = "direct",
            .summary = "run the agent here, not in tmux",
            .detail = "Goes before CTASK_SESSION_MODE and session_mode."};
}

std::vector<Option> with_session_options(std::vector<Option> own)
{
    for (Option& option : session_options()) own.push_back(std::move(option));
    return own;
}

Subcommand new_command()
{
    return {
        .name = "new",
        .argument = Argument::optional_title,
        .argument_name = "[TITLE]",
        .summary = "make a workspace and start a session in it",
        .description =
            "Makes a workspace named after today and TITLE, and runs the agent in it. A title of several "
            "words is quoted, one that begins with a hyphen has a blank before that. When the agent ends "
            "without success and nothing at all has changed in the "
            "fresh workspace, it is moved to the trash.",
        .options = with_session_options(
            {category_option("category of the workspace; general unless given, projects for a project"),
             {.name = "project",
              .summary = "make a project: a git repository with a directory for the code",
              .detail = "The directory is called by the slug, the agent starts in it, and nothing is seeded "
                        "into it. The repository is the whole workspace; what is ctask's own in it stands "
                        "in .gitignore. Projects go to CTASK_PROJECT_ROOT when that is set, and to the "
                        "category projects otherwise."},
             agent_option(),
             shell_option(),
             direct_option(),
             {.name = "no-launch",
              .summary = "make the workspace, print its path, start nothing",
              .excludes = {"shell", "timeout"}}})};
}

Subcommand resume_command()
{
    return {.name = "resume",
            .argument = Argument::workspace,
            .argument_name = "WORKSPACE",
            .summary = "start a session in a workspace that is there",
            .description =
                "First tells what the last session did. A session that was cut off is recorded, files that "
                "changed since are named, and a workspace in use is started in only after a yes.",
            .options =
                with_session_options({agent_option(), shell_option(), direct_option(), wait_option()})};
}

Subcommand last_command()
{
    return {.name = "last",
            .summary = "resume the workspace that was used last",
            .description = "Does what resume does, in the active workspace that was updated most recently.",
            .options =
                with_session_options({agent_option(), shell_option(), direct_option(), wait_option()})};
}

Subcommand attach_command()
{
    return {
        .name = "attach",
        .argument = Argument::workspace,
        .argument_name = "WORKSPACE",
        .summary = "start a session in tmux, or join the one that runs there",
        .description =
            "The session outlives this terminal: detach from it (usually with Ctrl-b d), close the window "
            "or lose the connection, and come back with the same command. When it ends while attached, "
            "attach tells how and exits with the agent's status; after a detach it exits with 0. Options "
            "and what stands behind -- are for a session that is started, not for one that runs already.",
        .options = with_session_options({agent_option(), shell_option()})};
}

Subcommand open_command()
{
    return {.name = "open",
            .argument = Argument::workspace,
            .argument_name = "WORKSPACE",
            .summary = "start a shell in a workspace",
            .description = "Does what resume --shell does. What stands behind -- goes to the shell.",
            .options = with_session_options(
                {{.name = "all", .summary = "find archived workspaces too", .in_tmux = InTmux::to_both},
                 direct_option(),
                 wait_option()})};
}

} // namespace

std::vector<Subcommand> session_commands()
{
    return {new_command(), resume_command(), last_command(), open_command(), attach_command()};
}

std::vector<Option> session_options()
{
    return {{.name = "force",
             .summary = "ask and refuse nothing; start beside a session",
             .detail = "A second session in a workspace has a lease of its own; both are recorded, and "
                       "neither harms the other.",
             .in_tmux = InTmux::to_session},
            {.name = "timeout",
             .value = "DURATION",
             .summary = "stop the agent after that long; exit status 124",
             .detail =
                 "The agent gets TERM, and 10 seconds later its whole process tree gets KILL. A bare number "
                 "is seconds; 10m, 1h30m and 2d are understood.",
             .in_tmux = InTmux::to_session},
            {.name = "no-input",
             .summary = "never ask; decide as when nobody is there to answer",
             .detail = "What the agent itself asks is its own affair.",
             .in_tmux = InTmux::to_both},
            {.name = "report",
             .value = "TARGET",
             .summary = "write one line of JSON to a file or fd:N at the end",
             .detail = "Its keys are described under JSON. A report that cannot be written is told, and "
                       "changes no status.",
             .completes = Completes::file,
             .in_tmux = InTmux::to_both}};
}

} // namespace ctask
