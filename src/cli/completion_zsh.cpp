// Completion for zsh: _arguments with a specification for each option.
#include "cli/commands.hpp"
#include "cli/completion.hpp"

namespace ctask {

namespace {

const char* const kFunctions = R"zsh(
# The arguments say which to list.
_ctask_workspaces() {
    if [[ $PREFIX == */* || $PREFIX == .* ]]; then
        _directories
        return
    fi
    local -a names slugs
    names=(${(f)"$(@WORKSPACES@ "$@" 2>/dev/null)"})
    slugs=(${names#????-??-??_})
    _wanted workspaces expl workspace compadd -a names || _wanted workspaces expl workspace compadd -a slugs
}

_ctask_trashed() {
    local -a names
    names=(${(f)"$(@TRASHED@)"})
    _wanted workspaces expl 'workspace in the trash' compadd -a names
}

_ctask_categories() {
    local -a categories
    categories=(${(f)"$(@CATEGORIES@)"})
    _wanted categories expl category compadd -a categories
}

_ctask_agents() {
    local -a agents
    agents=(${(f)"$(@AGENTS@)"})
    _alternative 'agents:agent:compadd -a agents' 'commands:command:_command_names -e' 'files:file:_files'
}
)zsh";

/// As _arguments reads an explanation or a message: brackets and colons stand for themselves behind a
/// backslash.
std::string explained(std::string_view text)
{
    std::string result;
    for (char character : text) {
        if (character == '[' || character == ']' || character == ':' || character == '\\') result += '\\';
        result += character;
    }
    return result;
}

/// What completes a value: the action of _arguments, a blank for nothing.
std::string action(const Option& option)
{
    switch (option.completes) {
    case Completes::command:
        return "_ctask_agents";
    case Completes::file:
        return "_files";
    case Completes::category:
        return "_ctask_categories";
    case Completes::nothing:
        break;
    }
    return " ";
}

/// '(-c --category)'{-c+,--category=}'[summary]:NAME:action'
std::string specification(const Option& option)
{
    std::string behind = "[" + explained(option.summary) + "]";
    if (option.needs_value()) behind += ":" + explained(option.value) + ":" + action(option);
    if (option.value_is_optional) behind += "::" + explained(option.value) + ":" + action(option);

    std::string long_form = "--" + option.name;
    if (option.needs_value()) long_form += "=";
    if (option.value_is_optional) long_form += "=-";
    if (option.letter == 0) return single_quoted(long_form + behind);
    std::string short_form = std::string("-") + option.letter;
    std::string names = "(" + short_form + " --" + option.name + ")";
    if (option.needs_value()) short_form += "+";
    return single_quoted(names) + "{" + short_form + "," + long_form + "}" + single_quoted(behind);
}

/// Behind a blank _arguments adds no words of its own.
std::string workspaces_action(Offered offered)
{
    return " _ctask_workspaces " + option_for(offered);
}

std::string argument_specification(const Subcommand& command)
{
    if (!command.verb.empty()) return "1::verb:(" + command.verb + ")";
    switch (command.argument) {
    case Argument::workspace:
        return "1:workspace:" + workspaces_action(command.offered);
    case Argument::optional_workspace:
        return "1::workspace:" + workspaces_action(command.offered);
    case Argument::optional_trashed:
        return "1::workspace in the trash:_ctask_trashed";
    case Argument::optional_title:
        return "1::title: ";
    case Argument::word:
        return "1:" + command.argument_name + ":(" + command.argument_words + ")";
    case Argument::none:
        break;
    }
    return "";
}

std::string command_case(const Subcommand& command)
{
    std::string text = "    " + command.name + ")\n        _arguments -s";
    for (const Option& option : command.options) text += " \\\n            " + specification(option);
    text += " \\\n            " + specification(help_option());
    std::string argument = argument_specification(command);
    if (!argument.empty()) text += " \\\n            " + single_quoted(argument);
    if (!command.verb.empty())
        text += " \\\n            " + single_quoted("2::workspace:" + workspaces_action(command.offered));
    return text + "\n        ;;\n";
}

std::string main_function()
{
    std::string text =
        "_ctask() {\n    if ((CURRENT == 2)); then\n        local -a commands\n        commands=(\n";
    for (const Subcommand& command : commands())
        text += "            " + single_quoted(command.name + ":" + explained(command.summary)) + "\n";
    text += "        )\n        _describe -t commands command commands\n        _arguments " +
            specification(help_option()) + " " + specification(version_option()) +
            "\n        return\n    fi\n"
            "    # What stands behind -- belongs to the agent.\n"
            "    if ((${words[(i)--]} < CURRENT)); then\n        _default\n        return\n    fi\n"
            "    local command=$words[2]\n    shift words\n    ((--CURRENT))\n    case $command in\n";
    for (const Subcommand& command : commands()) text += command_case(command);
    return text + "    esac\n}\n";
}

} // namespace

std::string zsh_completion()
{
    return "#compdef ctask\n# zsh completion for ctask, printed by ctask completion zsh\n" +
           filled_in(kFunctions) + "\n" + main_function() +
           "\n# Found by its name among the functions, or read by source.\n"
           "if [[ $funcstack[1] == _ctask ]]; then\n    _ctask \"$@\"\nelse\n    compdef _ctask ctask\nfi\n";
}

} // namespace ctask
