// What counts as code, and what only looks like it.
#include "lint/source.hpp"

#include "lint/tokens.hpp"
#include "support/doctest.hpp"

using namespace ctask::lint;

namespace {

std::string words(std::string_view text)
{
    const Source source = read_source("base/x.cpp", text);
    std::string joined;
    for (const Token& token : tokens_of(source)) {
        if (!joined.empty()) joined += ' ';
        joined += token.text;
    }
    return joined;
}

} // namespace

TEST_CASE("comments are no code")
{
    CHECK(words("a; // co_await b\nc;") == "a ; c ;");
    CHECK(words("a /* co_await\n b */ c") == "a c");
    CHECK(words("a // joined \\\n co_await b\nc") == "a c");
    CHECK(words("a / b") == "a / b");
}

TEST_CASE("the insides of literals are no code")
{
    CHECK(words("f(\"co_await \\\" x\", y)") == "f ( \" , y )");
    CHECK(words("'\"' + x + '\\''") == "' + x + '");
    CHECK(words("u8\"/*\" x") == "u8 \" x");
    CHECK(words("R\"(co_await \" )\" x") == "R \" x");
    CHECK(words("R\"--(co_await )\" )--\" x") == "R \" x");
}

TEST_CASE("a digit separator opens no literal")
{
    CHECK(words("x = 1'000'000; co_await y;") == "x = 1_000_000 ; co_await y ;");
    CHECK(words("x = 1'000; c = 'y';") == "x = 1_000 ; c = ' ;");
}

TEST_CASE("directives are no code, but what a macro is defined as is")
{
    CHECK(words("#pragma once\n#if getenv\na\n  #  endif\n") == "a");
    CHECK(words("#define F co_await\nb") == "# define F co_await b");
}

TEST_CASE("tokens know their line, also behind a literal of several lines")
{
    const Source source = read_source("base/x.cpp", "a\n/*\n*/ b\nR\"(\n\n)\" c\n");

    const std::vector<Token> tokens = tokens_of(source);

    REQUIRE(tokens.size() == 5);
    CHECK(tokens[1].line == 3);
    CHECK(tokens[4].line == 6);
}

TEST_CASE("includes are read with their lines, and not from comments or strings")
{
    const std::string text = "// x\n#include \"base/a.hpp\"\n  # include <b.hpp> // c\n//#include <d>\n"
                             "/*\n#include <e>\n*/\nR\"(\n#include <f>\n)\"";

    const Source source = read_source("base/x.cpp", text);

    REQUIRE(source.includes.size() == 2);
    CHECK(source.includes[0].header == "base/a.hpp");
    CHECK(source.includes[0].quoted);
    CHECK(source.includes[0].line == 2);
    CHECK(source.includes[1].header == "b.hpp");
    CHECK_FALSE(source.includes[1].quoted);
    CHECK(source.includes[1].line == 3);
}
