// Start-up files for bash (--rcfile) and zsh (ZDOTDIR), written into the workspace's own state.
#include "session/shell_prompt.hpp"

#include "base/text.hpp"
#include "session/launch.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

bool is_shell(const Command& command, const std::string& name)
{
    return command.program == name || command.program.ends_with("/" + name);
}

void write_start_up(const Claim& claim, const std::string& file, const std::string& text)
{
    if (claim.state->read(file, text.size()).bytes == text) return;
    claim.state->make_directory(layout::kShell, kPrivateDirectory);
    claim.state->write(file, text, Durability::buffered, kPrivateFile);
}

std::string value_in(const std::vector<std::string>& environment, const std::string& name)
{
    return Environment{environment, {}}.get_or(name, "");
}

} // namespace

std::string prompt_label(const std::string& slug)
{
    std::string label = visible(slug);
    for (char& letter : label)
        if (std::string_view("\\$`'\"!%{}()").find(letter) != std::string_view::npos) letter = '_';
    return "(" + label + ") ";
}

std::string bash_start_up(const std::string& label)
{
    return "# Made by ctask: runs your own start-up file, then keeps the workspace's name before the "
           "prompt.\n"
           "if [ -r ~/.bashrc ]; then . ~/.bashrc; fi\n"
           "__ctask_prompt() { case $PS1 in '" +
           label + "'*) ;; *) PS1='" + label +
           "'$PS1 ;; esac; }\n"
           "if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then PROMPT_COMMAND+=(__ctask_prompt)\n"
           "else PROMPT_COMMAND=\"${PROMPT_COMMAND:+$PROMPT_COMMAND; }__ctask_prompt\"; fi\n";
}

// Whatever the user's own start-up files do to precmd_functions, our function must come last. zsh runs the
// periodic ones after those of precmd, so the first prompt is the moment at which all of these files are
// done. The period is one that nobody else would choose.
std::string zsh_start_up(const std::string& label)
{
    return "# Made by ctask: gives back your own start-up files, then keeps the workspace's name before the "
           "prompt.\n"
           "if [[ -n $CTASK_ZDOTDIR ]]; then export ZDOTDIR=$CTASK_ZDOTDIR; else unset ZDOTDIR; fi\n"
           "unset CTASK_ZDOTDIR\n"
           "if [[ -r ${ZDOTDIR:-$HOME}/.zshenv ]]; then source ${ZDOTDIR:-$HOME}/.zshenv; fi\n"
           "if [[ -o interactive ]]; then\n"
           "  __ctask_prompt() {\n"
           "    emulate -L zsh\n"
           "    [[ $precmd_functions[-1] == __ctask_prompt ]] ||\n"
           "      precmd_functions=(${precmd_functions:#__ctask_prompt} __ctask_prompt)\n"
           "    [[ $PROMPT == '" +
           label + "'* ]] || PROMPT='" + label +
           "'$PROMPT\n"
           "  }\n"
           "  __ctask_first_prompt() {\n"
           "    emulate -L zsh\n"
           "    periodic_functions=(${periodic_functions:#__ctask_first_prompt})\n"
           "    if [[ $PERIOD == 86401 ]]; then unset PERIOD; fi\n"
           "    unfunction __ctask_first_prompt\n"
           "    __ctask_prompt\n"
           "  }\n"
           "  typeset -ga periodic_functions\n"
           "  periodic_functions+=(__ctask_first_prompt)\n"
           "  : ${PERIOD:=86401}\n"
           "fi\n";
}

void show_slug_in_prompt(Session& session, const Claim& claim, Command& shell)
{
    const bool bash = is_shell(shell, "bash");
    const bool zsh = is_shell(shell, "zsh");
    if (!claim.state || (!bash && !zsh)) return;
    const std::string label = prompt_label(session.plan.workspace.slug());
    const std::string file = bash ? layout::kBashStartUp : layout::kZshStartUp;
    const std::string text = bash ? bash_start_up(label) : zsh_start_up(label);
    const auto write = [&] { write_start_up(claim, file, text); };
    if (!session.troubles.attempt(write, "the prompt does not show the workspace")) return;
    if (bash) {
        shell.argv.insert(shell.argv.begin() + 1, {"--rcfile", claim.state->path_of(file)});
        return;
    }
    shell.environment =
        with_variables(shell.environment, {{"CTASK_ZDOTDIR", value_in(shell.environment, "ZDOTDIR")},
                                           {"ZDOTDIR", claim.state->path_of(layout::kShell)}});
}

} // namespace ctask
