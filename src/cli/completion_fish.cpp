// Completion for fish: one `complete` line for each command and option.
#include "cli/commands.hpp"
#include "cli/completion.hpp"

namespace ctask {

namespace {

const char* const kFunctions = R"fish(
function __ctask_wants_command
    test (count (commandline -opc)) -eq 1
end

# Within this command, and not behind its --, where everything belongs to the agent.
function __ctask_within
    set -l words (commandline -opc)
    test (count $words) -ge 2
    and test "$words[2]" = $argv[1]
    and not contains -- -- $words
end

function __ctask_behind_dashes
    contains -- -- (commandline -opc)
end

# The arguments say which to list.
function __ctask_workspaces
    @WORKSPACES@ $argv 2>/dev/null
end

function __ctask_trashed
    @TRASHED@
end

function __ctask_categories
    @CATEGORIES@
end

function __ctask_agents
    for agent in (@AGENTS@)
        printf '%s\tagent\n' $agent
    end
    __fish_complete_command
end

complete -c ctask -f
complete -c ctask -n __ctask_behind_dashes -F
)fish";

std::string fish_quoted(std::string_view text)
{
    std::string quoted = "'";
    for (char character : text) {
        if (character == '\'' || character == '\\') quoted += '\\';
        quoted += character;
    }
    return quoted + "'";
}

std::string value_flags(const Option& option)
{
    if (!option.needs_value()) return "";
    switch (option.completes) {
    case Completes::command:
        return " -x -a '(__ctask_agents)'";
    case Completes::file:
        return " -r -F";
    case Completes::category:
        return " -x -a '(__ctask_categories)'";
    case Completes::nothing:
        break;
    }
    return " -x";
}

std::string option_line(const std::string& condition, const Option& option)
{
    std::string line = "complete -c ctask -n " + fish_quoted(condition);
    if (option.letter != 0) line += std::string(" -s ") + option.letter;
    return line + " -l " + option.name + value_flags(option) + " -d " + fish_quoted(option.summary) + "\n";
}

std::string workspaces_flags(Offered offered)
{
    return " -k -a '(__ctask_workspaces " + option_for(offered) + ")'\n";
}

std::string argument_line(const std::string& condition, const Subcommand& command)
{
    std::string start = "complete -c ctask -n " + fish_quoted(condition);
    if (!command.verb.empty()) {
        const std::string behind = condition + "; and contains -- " + command.verb + " (commandline -opc)";
        return start + " -a " + command.verb + "\n" + "complete -c ctask -n " + fish_quoted(behind) +
               workspaces_flags(command.offered);
    }
    switch (command.argument) {
    case Argument::workspace:
    case Argument::optional_workspace:
        return start + workspaces_flags(command.offered);
    case Argument::optional_trashed:
        return start + " -k -a '(__ctask_trashed)'\n";
    case Argument::word:
        return start + " -a " + fish_quoted(command.argument_words) + "\n";
    case Argument::none:
    case Argument::optional_title:
        break;
    }
    return "";
}

std::string command_lines(const Subcommand& command)
{
    std::string lines = "\ncomplete -c ctask -n __ctask_wants_command -a " + command.name + " -d " +
                        fish_quoted(command.summary) + "\n";
    std::string condition = "__ctask_within " + command.name;
    lines += argument_line(condition, command);
    for (const Option& option : command.options) lines += option_line(condition, option);
    return lines + option_line(condition, help_option());
}

} // namespace

std::string fish_completion()
{
    std::string script = filled_in(kFunctions);
    script += option_line("__ctask_wants_command", help_option());
    script += option_line("__ctask_wants_command", version_option());
    for (const Subcommand& command : commands()) script += command_lines(command);
    return "# fish completion for ctask, printed by ctask completion fish\n" + script;
}

} // namespace ctask
