// Completion scripts: everything of the table is in each of them. The shells themselves are met elsewhere.
#include "cli/completion.hpp"

#include "cli/commands.hpp"

#include "support/doctest.hpp"

namespace ctask {
namespace {

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

TEST_CASE("every command and option stands in each completion script")
{
    for (const char* shell : {"bash", "zsh", "fish"}) {
        std::string script = completion_script(shell);
        for (const Subcommand& command : commands()) {
            CAPTURE(shell);
            CAPTURE(command.name);
            CHECK(has(script, command.name));
            for (const Option& option : command.options) {
                CAPTURE(option.name);
                bool is_fish = std::string(shell) == "fish";
                CHECK(has(script, is_fish ? "-l " + option.name : "--" + option.name));
            }
        }
    }
}

TEST_CASE("each script asks ctask for names, and no mark is left in it")
{
    for (const char* shell : {"bash", "zsh", "fish"}) {
        std::string script = completion_script(shell);
        CAPTURE(shell);
        CHECK(has(script, "ctask list --limit=0 --names"));
        CHECK(has(script, "ctask agents --names"));
        CHECK_FALSE(has(script, "@WORKSPACES@"));
        CHECK_FALSE(has(script, "@CATEGORIES@"));
        CHECK_FALSE(has(script, "@AGENTS@"));
    }
}

TEST_CASE("there is a script for each shell that the command offers, and for no other")
{
    CHECK(find_command("completion")->argument_words == "bash zsh fish");
    CHECK(completion_script("bash") != completion_script("zsh"));
    CHECK(completion_script("zsh") != completion_script("fish"));
    CHECK(completion_script("tcsh").empty());
    CHECK(completion_script("").empty());
}

TEST_CASE("text in single quotes is read back by a shell as it was")
{
    CHECK(single_quoted("a b") == "'a b'");
    CHECK(single_quoted("it's $x \\") == "'it'\\''s $x \\'");
    CHECK(single_quoted("") == "''");
}

} // namespace
} // namespace ctask
