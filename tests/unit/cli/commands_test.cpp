// The table: what every consumer of it relies on.
#include "cli/commands.hpp"

#include "support/doctest.hpp"

#include <cctype>
#include <set>
#include <string>
#include <string_view>

namespace ctask {
namespace {

bool is_a_clause(std::string_view text)
{
    return !text.empty() && text.back() != '.' && text.find(". ") == std::string::npos;
}

bool are_sentences(std::string_view text)
{
    return !text.empty() && text.back() == '.' && text[0] >= 'A' && text[0] <= 'Z';
}

TEST_CASE("every command has a summary, a description and a name of its own")
{
    std::set<std::string> names;
    for (const Subcommand& command : commands()) {
        CAPTURE(command.name);
        CHECK(names.insert(command.name).second);
        CHECK(is_a_clause(command.summary));
        CHECK(are_sentences(command.description));
        CHECK(find_command(command.name) == &command);
        CHECK((command.run == nullptr) == command.starts_session);
    }
    CHECK(find_command("lis") == nullptr);
    CHECK(find_command("") == nullptr);
}

TEST_CASE("every option has a summary, and its name and letter stand once in a command")
{
    for (const Subcommand& command : commands()) {
        std::set<std::string> names = {help_option().name};
        std::set<char> letters = {help_option().letter};
        for (const Option& option : command.options) {
            CAPTURE(command.name);
            CAPTURE(option.name);
            CHECK(is_a_clause(option.summary));
            CHECK(names.insert(option.name).second);
            CHECK(command.find_option(option.name) == &option);
            if (option.letter == 0) continue;
            CHECK(letters.insert(option.letter).second);
            CHECK(command.find_option(option.letter) == &option);
        }
    }
}

TEST_CASE("what an option says of its value holds together")
{
    for (const Subcommand& command : commands()) {
        for (const Option& option : command.options) {
            CAPTURE(command.name);
            CAPTURE(option.name);
            bool has_value = !option.value.empty();
            CHECK((has_value || !option.value_is_optional));
            CHECK((has_value || option.completes == Completes::nothing));
            CHECK((option.detail.empty() || are_sentences(option.detail)));
            // A letter with an optional value could not be told from a group of letters.
            CHECK((option.letter == 0 || !option.value_is_optional));
        }
    }
}

TEST_CASE("names need no quotes in any shell")
{
    const auto is_plain = [](const std::string& name) {
        constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
        return name.find_first_of(kLetters) == 0 &&
               name.find_first_not_of(std::string(kLetters) + "-") == std::string::npos;
    };
    for (const Subcommand& command : commands()) {
        CAPTURE(command.name);
        CHECK(is_plain(command.name));
        CHECK((command.verb.empty() || is_plain(command.verb)));
        for (const Option& option : command.options) {
            CAPTURE(option.name);
            CHECK(is_plain(option.name));
            CHECK((option.letter == 0 || std::isalnum(static_cast<unsigned char>(option.letter)) != 0));
        }
    }
}

TEST_CASE("what an option excludes is another option of the same command")
{
    for (const Subcommand& command : commands())
        for (const Option& option : command.options)
            for (const std::string& other : option.excludes) {
                CAPTURE(command.name);
                CAPTURE(option.name);
                CAPTURE(other);
                CHECK(command.find_option(other) != nullptr);
                CHECK(other != option.name);
            }
}

TEST_CASE("every argument is named in help as it is taken")
{
    for (const Subcommand& command : commands()) {
        CAPTURE(command.name);
        bool optional = command.argument == Argument::optional_workspace ||
                        command.argument == Argument::optional_trashed ||
                        command.argument == Argument::optional_title;
        CHECK((command.argument_name.empty() == (command.argument == Argument::none)));
        CHECK((optional == (!command.argument_name.empty() && command.argument_name.front() == '[')));
        CHECK((command.argument_words.empty() == (command.argument != Argument::word)));
    }
}

TEST_CASE("the commands that start a session all have the same further options")
{
    for (const Subcommand& command : commands()) {
        for (const Option& option : session_options()) {
            CAPTURE(command.name);
            CAPTURE(option.name);
            const bool asks_too = option.name == "no-input" && command.group == CommandGroup::lifecycle;
            const bool has_it = command.find_option(option.name) != nullptr;
            CHECK((asks_too || has_it == command.starts_session));
        }
        CHECK(command.starts_session == (command.group == CommandGroup::session));
    }
}

} // namespace
} // namespace ctask
