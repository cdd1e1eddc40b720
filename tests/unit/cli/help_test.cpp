// --help: everything is in it, and it fits the terminal.
#include "cli/help.hpp"

#include "base/text.hpp"
#include "cli/man.hpp"

#include "support/doctest.hpp"

#include <sstream>

namespace ctask {
namespace {

void check_fits(const std::string& help)
{
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        CHECK(display_width(line) <= 80);
        CHECK((line.empty() || line.back() != ' '));
    }
    CHECK(help.back() == '\n');
}

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

TEST_CASE("the help of the program names every command and fits 80 columns")
{
    std::string help = program_help();
    check_fits(help);
    for (const Subcommand& command : commands()) CHECK(has(help, "\n  " + command.name + " "));
    CHECK(has(help, "--help"));
    CHECK(has(help, "--version"));
}

TEST_CASE("the help of a command names its options and fits 80 columns")
{
    for (const Subcommand& command : commands()) {
        CAPTURE(command.name);
        std::string help = command_help(command);
        check_fits(help);
        CHECK(has(help, "Usage: ctask " + command.name));
        CHECK(has(help, command.argument_name));
        CHECK(has(help, "[-- ARG...]") == command.starts_session);
        for (const Option& option : command.options) CHECK(has(help, option_words(option)));
    }
}

TEST_CASE("an option is shown with its letter and what its value is")
{
    Option option{.name = "limit", .letter = 'n', .value = "COUNT", .summary = ""};
    CHECK(option_words(option) == "-n, --limit COUNT");
    Option optional{.name = "wait", .value = "DURATION", .value_is_optional = true, .summary = ""};
    CHECK(option_words(optional) == "    --wait[=DURATION]");
}

} // namespace
} // namespace ctask
