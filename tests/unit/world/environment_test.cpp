// Looking up variables in an environment that nobody promised to be tidy.
#include "support/doctest.hpp"
#include "world/environment.hpp"

using namespace ctask;

TEST_CASE("a variable is found by its whole name, the first one where there are two")
{
    const Environment environment{
        {"HOMES=/none", "HOME", "=x=y", "HOME=/home/me", "HOME=/other", "EMPTY=", "ARGS=a=b", "BYTES=\xFF\n"},
        "/"};

    CHECK(environment.get("HOME") == "/home/me");
    CHECK(environment.get("EMPTY") == "");
    CHECK(environment.get("ARGS") == "a=b");
    CHECK(environment.get("BYTES") == "\xFF\n");
    CHECK(environment.get("HOM") == std::nullopt);
    CHECK(environment.get("home") == std::nullopt);
    CHECK(environment.get("MISSING") == std::nullopt);
}

TEST_CASE("an entry without an equals sign sets nothing")
{
    const Environment environment{{"HOME", "CTASK"}, "/"};

    CHECK(environment.get("HOME") == std::nullopt);
    CHECK(environment.home() == "");
}

TEST_CASE("unset and empty both give the fallback")
{
    const Environment environment{{"SET=value", "EMPTY=", "HOME=/home/me"}, "/"};

    CHECK(environment.get_or("SET", "fallback") == "value");
    CHECK(environment.get_or("EMPTY", "fallback") == "fallback");
    CHECK(environment.get_or("MISSING", "fallback") == "fallback");
    CHECK(environment.home() == "/home/me");
}
