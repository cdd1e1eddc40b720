// Completion for bash: a function that knows the table by case statements.
#include "cli/commands.hpp"
#include "cli/completion.hpp"

namespace ctask {

namespace {

/// bash splits words at = as well, and hands over quotes and backslashes as they were typed.
const char* const kFunctions = R"bash(
# Candidates come in a line each; those that start with the current word are offered.
_ctask_offer() {
    local candidate typed=${cur#[\"\']}
    typed=${typed//\\/}
    while IFS= read -r candidate; do
        [[ $candidate == "$typed"* ]] || continue
        [[ $escaping ]] && _ctask_escape
        COMPREPLY+=("$candidate")
    done
}

# readline leaves a $ as it is in what is no file. (A quoted & stands for itself in every bash.)
_ctask_escape() {
    local special=$'\\ \t"\'$`!*?[]{}()<>|&;#~^' i
    for ((i = 0; i < ${#special}; i++)); do
        candidate=${candidate//"${special:i:1}"/"\\${special:i:1}"}
    done
}

# Within quotes readline quotes rightly what it takes for file names.
_ctask_file_names() {
    compopt -o filenames 2>/dev/null
}

_ctask_names() {
    case $cur in
    [\"\']*) _ctask_file_names ;;
    *) escaping=yes ;;
    esac
}

# The arguments say which to list.
_ctask_workspaces() {
    if [[ $cur == */* || $cur == .* ]]; then
        _ctask_file_names
        _ctask_offer < <(compgen -d -- "$cur")
        return
    fi
    _ctask_names
    local names
    names=$(@WORKSPACES@ "$@" 2>/dev/null)
    [[ $names ]] || return
    _ctask_offer <<< "$names"
    ((${#COMPREPLY[@]})) || _ctask_offer <<< "$(sed 's/^....-..-.._//' <<< "$names")"
}

_ctask_trashed() {
    _ctask_names
    _ctask_offer < <(@TRASHED@)
}

_ctask_value() {
    case $1 in
    category)
        _ctask_names
        _ctask_offer < <(@CATEGORIES@)
        ;;
    command)
        _ctask_offer < <(@AGENTS@)
        [[ $cur ]] || return
        _ctask_file_names
        _ctask_offer < <(if [[ $cur == */* ]]; then compgen -f -- "$cur"; else compgen -c -- "$cur"; fi | sort -u)
        ;;
    file)
        _ctask_file_names
        _ctask_offer < <(compgen -f -- "$cur")
        ;;
    words:*)
        _ctask_offer < <(printf '%s\n' ${1#words:})
        ;;
    esac
}

_ctask() {
    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local kind options argument escaping= has_argument= i
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        _ctask_offer < <(_ctask_commands)
        return
    fi
    _ctask_command "$command" || return
    for ((i = 2; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --)
            compopt -o default 2>/dev/null
            return
            ;;
        =)
            ((++i))
            ;;
        -*)
            _ctask_kind "$command ${COMP_WORDS[i]}"
            [[ $kind && ${COMP_WORDS[i + 1]} != = ]] && ((++i))
            ;;
        *)
            has_argument+=${COMP_WORDS[i]}
            ;;
        esac
    done

    if [[ $cur == = || $option == = ]]; then
        [[ $cur == = ]] && cur= || option=${COMP_WORDS[COMP_CWORD - 2]}
        _ctask_kind "$command $option"
        _ctask_value "$kind"
        return
    fi
    _ctask_kind "$command $option"
    if [[ $kind ]]; then
        _ctask_value "$kind"
    elif [[ $cur == -* ]]; then
        _ctask_offer < <(printf '%s\n' $options)
    elif [[ ! $has_argument ]]; then
        case $argument in
        workspace:*) _ctask_workspaces ${argument#workspace:} ;;
        trashed) _ctask_trashed ;;
        words:*) _ctask_value "$argument" ;;
        verb:*) _ctask_value "words:${argument#verb:}" ;;
        esac
    elif [[ $argument == verb:"$has_argument" ]]; then
        _ctask_workspaces --all
    fi
}

complete -F _ctask ctask
)bash";

std::string kind_of_value(const Option& option)
{
    switch (option.completes) {
    case Completes::command:
        return "command";
    case Completes::file:
        return "file";
    case Completes::category:
        return "category";
    case Completes::nothing:
        break;
    }
    return "other";
}

std::string kind_of_argument(const Subcommand& command)
{
    if (!command.verb.empty()) return "verb:" + command.verb;
    switch (command.argument) {
    case Argument::workspace:
    case Argument::optional_workspace:
        return "workspace:" + option_for(command.offered);
    case Argument::optional_trashed:
        return "trashed";
    case Argument::word:
        return "words:" + command.argument_words;
    case Argument::none:
    case Argument::optional_title:
        break;
    }
    return "";
}

std::string option_names(const Subcommand& command)
{
    std::string names = "--" + help_option().name;
    for (const Option& option : command.options) names += " --" + option.name;
    return names;
}

/// Sets what a command takes; fails for a word that is no command.
std::string command_function()
{
    std::string text = "_ctask_command() {\n    case $1 in\n";
    for (const Subcommand& command : commands()) {
        text += "    " + command.name + ")\n";
        text += "        options=" + single_quoted(option_names(command)) + "\n";
        text += "        argument=" + single_quoted(kind_of_argument(command)) + "\n        ;;\n";
    }
    return text + "    *) return 1 ;;\n    esac\n}\n";
}

/// Sets what the value of an option is; nothing for an option without a value of its own word.
std::string kind_function()
{
    std::string text = "_ctask_kind() {\n    kind=\n    case $1 in\n";
    for (const Subcommand& command : commands()) {
        for (const Option& option : command.options) {
            if (!option.needs_value()) continue;
            std::string pattern = single_quoted(command.name + " --" + option.name);
            if (option.letter != 0) pattern += " | " + single_quoted(command.name + " -" + option.letter);
            text += "    " + pattern + ") kind=" + single_quoted(kind_of_value(option)) + " ;;\n";
        }
    }
    return text + "    esac\n}\n";
}

std::string commands_function()
{
    std::string text = "_ctask_commands() {\n    printf '%s\\n'";
    for (const Subcommand& command : commands()) text += " " + command.name;
    return text + " --" + help_option().name + " --" + version_option().name + "\n}\n";
}

} // namespace

std::string bash_completion()
{
    return "# bash completion for ctask, printed by ctask completion bash\n\n" + commands_function() + "\n" +
           command_function() + "\n" + kind_function() + filled_in(kFunctions);
}

} // namespace ctask
