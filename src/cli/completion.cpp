// What the three completion scripts share.
#include "cli/completion.hpp"

#include <utility>

namespace ctask {

namespace {

const char* const kWorkspaces = "command ctask list --limit=0 --names";
const char* const kTrashed = "command ctask undo --names 2>/dev/null";
const char* const kAgents = "command ctask agents --names 2>/dev/null";
// ctask writes one member a line; a category with a quote or a backslash in it is passed over.
const char* const kCategories =
    R"sed(command ctask list --all --limit=0 --json 2>/dev/null | sed -n 's/^ *"category": "\([^"\\]*\)",*$/\1/p' | sort -u)sed";

} // namespace

std::string filled_in(std::string text)
{
    for (const auto& [mark, by] : {std::pair<std::string_view, std::string_view>{"@WORKSPACES@", kWorkspaces},
                                   {"@TRASHED@", kTrashed},
                                   {"@CATEGORIES@", kCategories},
                                   {"@AGENTS@", kAgents}}) {
        text.replace(text.find(mark), mark.size(), by);
    }
    return text;
}

std::string option_for(Offered offered)
{
    switch (offered) {
    case Offered::all:
        return "--all";
    case Offered::archived:
        return "--archived";
    case Offered::active:
        break;
    }
    return "";
}

std::string completion_script(std::string_view shell)
{
    if (shell == "bash") return bash_completion();
    if (shell == "zsh") return zsh_completion();
    if (shell == "fish") return fish_completion();
    return {};
}

std::string single_quoted(std::string_view text)
{
    std::string quoted = "'";
    for (char character : text)
        if (character == '\'')
            quoted += R"('\'')";
        else
            quoted += character;
    return quoted + "'";
}

} // namespace ctask
