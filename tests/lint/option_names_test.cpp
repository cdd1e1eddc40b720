// What the commands ask a command line for stands in the table. A name that does not would read as "not
// given" for ever.
#include "lint/tree.hpp"
#include "support/doctest.hpp"

#include <regex>
#include <set>
#include <string>

using namespace ctask::lint;

namespace {

void add_matches(std::set<std::string>& found, const std::string& text, const char* pattern)
{
    const std::regex expression(pattern);
    for (std::sregex_iterator match(text.begin(), text.end(), expression), none; match != none; ++match)
        found.insert((*match)[1]);
}

} // namespace

TEST_CASE("every option that is asked for stands in the table")
{
    std::set<std::string> rows;
    std::set<std::string> asked;
    for (const Source& source : sources_under("src")) {
        const std::string text = text_of("src/" + source.path);
        add_matches(rows, text, R"re(\.name = "([a-z-]+)")re");
        add_matches(asked, text, R"re(\bline_?\.(?:has|get)\("([a-z-]+)"\))re");
        add_matches(asked, text, R"re(\btime_of\(line, "([a-z-]+)")re");
    }

    CHECK(rows.count("agent") == 1);
    CHECK(asked.size() > 20);
    for (const std::string& name : asked) {
        CAPTURE(name);
        CHECK(rows.count(name) == 1);
    }
}
