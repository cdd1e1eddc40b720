// Every file of the project is small and says first what it is.
#include "lint/form.hpp"

#include "lint/tree.hpp"
#include "support/doctest.hpp"

using namespace ctask::lint;

namespace {

std::vector<Finding> check_listed_here(const Source& source, const std::string& folder)
{
    const std::size_t slash = source.path.rfind('/');
    const std::string below = slash == std::string::npos ? "" : "/" + source.path.substr(0, slash);
    return check_listed(source, text_of(folder + below + "/meson.build"));
}

} // namespace

TEST_CASE("files of src and tests are small and say first what they are")
{
    REQUIRE(sources_under("src").size() > 10);
    REQUIRE(sources_under("tests").size() > 10);

    CHECK(broken_under("src", check_form) == "");
    CHECK(broken_under("tests", check_form) == "");
}

TEST_CASE("no test is longer than can be seen at once")
{
    CHECK(broken_under("tests", check_tests) == "");
}

TEST_CASE("every .cpp file of src and tests is listed in the meson.build beside it")
{
    CHECK(broken_under("src", [](const Source& source) { return check_listed_here(source, "src"); }) == "");
    CHECK(broken_under("tests", [](const Source& source) { return check_listed_here(source, "tests"); }) ==
          "");
}

TEST_CASE("a file that its build file does not list is found")
{
    CHECK(check_listed(read_source("a/b.cpp", ""), "files('b.cpp')").empty());
    CHECK(check_listed(read_source("a/b.hpp", ""), "").empty());
    CHECK_FALSE(check_listed(read_source("a/b.cpp", ""), "files('bb.cpp')").empty());
    CHECK_FALSE(check_listed(read_source("a/b.cpp", ""), "").empty());
}

TEST_CASE("a first line that says nothing is found")
{
    CHECK(check_form(read_source("a.cpp", "// What it is.\n")).empty());
    CHECK(check_form(read_source("a.cpp", "/* What it is. */\n")).empty());
    CHECK_FALSE(check_form(read_source("a.cpp", "")).empty());
    CHECK_FALSE(check_form(read_source("a.cpp", "//\n// What it is.\n")).empty());
    CHECK_FALSE(check_form(read_source("a.cpp", "#pragma once\n// What it is.\n")).empty());
}

TEST_CASE("a file of one line too many is found")
{
    std::string text = "// What it is.\n";
    for (std::size_t line = 1; line < kMostLines; ++line) text += '\n';

    CHECK(check_form(read_source("a.cpp", text)).empty());
    CHECK_FALSE(check_form(read_source("a.cpp", text + "\n")).empty());
}

TEST_CASE("a test of one line too many is found, and nothing else that is long")
{
    const auto check = [](const std::string& head, const std::string& body) {
        return check_tests(read_source("a.cpp", head + "\n{\n" + body + "}\n"));
    };
    const std::string test = "TEST_CASE_FIXTURE(Fixture, \"it works\")";
    const std::string most(kMostLinesOfATest - 3, '\n');

    CHECK(check(test, most).empty());
    CHECK_FALSE(check(test, most + "\n").empty());
    CHECK_FALSE(check(test, "f(R\"(\n}\n)\");\n" + most).empty());
    CHECK(check("void f()", most + "\n").empty());
}
