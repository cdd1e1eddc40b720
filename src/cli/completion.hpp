// Completion scripts for the shells, made from the table. They ask ctask itself for the names of workspaces.
#pragma once

#include "cli/commands.hpp"

#include <string>
#include <string_view>

namespace ctask {

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

/// By the shell's name; empty for a shell that there is none for.
std::string completion_script(std::string_view shell);

/// A part of a script with the marks in it replaced: @WORKSPACES@, @TRASHED@, @CATEGORIES@ and @AGENTS@ by
/// commands that print one name a line.
std::string filled_in(std::string text);
/// The option that makes @WORKSPACES@, which takes further options behind it, name these.
std::string option_for(Offered offered);
/// In single quotes, as POSIX shells and zsh read them.
std::string single_quoted(std::string_view text);

} // namespace ctask
