// The man page's generated part: everything is in it, and roff reads it as it is meant.
#include "cli/man.hpp"

#include "cli/commands.hpp"

#include "support/doctest.hpp"

#include <sstream>

namespace ctask {
namespace {

const std::string kPage = ".Sh COMMANDS\nBefore.\n@COMMANDS@\n.Sh SEE ALSO\n";

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

TEST_CASE("every command and option stands in the man page")
{
    std::string page = man_page(kPage);
    for (const Subcommand& command : commands()) {
        CAPTURE(command.name);
        CHECK(has(page, "\n.Ic ctask " + command.name + "\n"));
        for (const Option& option : command.options) {
            CAPTURE(option.name);
            CHECK(has(page, "Fl -" + option.name));
            if (option.letter != 0) CHECK(has(page, std::string("Fl ") + option.letter + " "));
        }
    }
    CHECK(has(page, "Fl -version"));
}

TEST_CASE("the prose around the mark stays, and so does a page without one")
{
    std::string page = man_page(kPage);
    CHECK(page.find(".Sh COMMANDS\nBefore.\n.Ss ") == 0);
    CHECK(has(page, ".El\n.Sh SEE ALSO\n"));
    CHECK_FALSE(has(page, "@COMMANDS@"));
    CHECK(man_page("as it is\n") == "as it is\n");
}

TEST_CASE("no line of the table's text is taken for a request, and dashes stay dashes")
{
    std::istringstream lines(man_page(kPage));
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        CHECK_FALSE(line.empty());
        bool is_text = line[0] != '.';
        CHECK((!is_text || line[0] != '\''));
        CHECK((!is_text || !has(line, "--")));
    }
}

} // namespace
} // namespace ctask
