// Rows of the table that stand in several commands.
#include "cli/option_rows.hpp"

#include <utility>

namespace ctask {

Option agent_option()
{
    return {.name = "agent",
            .letter = 'a',
            .value = "AGENT",
            .summary = "agent to run: a profile, a name on PATH, or a path",
            .detail =
                "The name is taken as it stands: it is never split into words and never given to a shell. "
                "Arguments for the agent stand behind --, and follow those of its profile.",
            .completes = Completes::command,
            .in_tmux = InTmux::to_session};
}

Option category_option(std::string_view summary)
{
    return {.name = "category",
            .letter = 'c',
            .value = "NAME",
            .summary = summary,
            .completes = Completes::category};
}

Option json_option()
{
    return {.name = "json",
            .summary = "print JSON instead, for scripts",
            .detail = "Its keys are described under JSON."};
}

Option limit_option(std::string_view summary)
{
    return {.name = "limit", .letter = 'n', .value = "COUNT", .summary = summary};
}

Option no_input_option()
{
    return {.name = "no-input", .summary = "never ask; decide as when nobody is there to answer"};
}

Subcommand workspace_command(CommandFunction run, std::string name, std::string_view summary,
                             std::string_view description)
{
    return {.name = std::move(name),
            .argument = Argument::optional_workspace,
            .argument_name = "[WORKSPACE]",
            .summary = summary,
            .description = description,
            .run = run};
}

} // namespace ctask
