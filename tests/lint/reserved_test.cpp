// Names that only some places of src may use, and the rule that finds them elsewhere.
#include "lint/reserved.hpp"

#include "lint/tree.hpp"
#include "support/doctest.hpp"

#include <algorithm>

using namespace ctask::lint;

namespace {

bool allowed(const std::string& path, const std::string& code)
{
    return check_reserved(read_source(path, code)).empty();
}

} // namespace

TEST_CASE("src uses reserved names in their places only")
{
    const std::vector<Source> sources = sources_under("src");
    REQUIRE(
        std::any_of(sources.begin(), sources.end(), [](const Source& s) { return s.folder() == "posix"; }));

    CHECK(broken_under("src", check_reserved) == "");
}

TEST_CASE("the system is asked in posix only")
{
    for (const std::string code : {
             "auto x = std::getenv(\"HOME\");",
             "char** e = environ;",
             "if (isatty(0)) f();",
             "pid_t p = ::fork();",
             "auto t = std::chrono::system_clock::now();",
             "auto t = Clock_clock::now();",
             "auto f = &::isatty;",
             "clock_gettime(CLOCK_BOOTTIME, &t);",
             "posix_spawnp(&pid, a, b, c, d, e);",
         }) {
        CAPTURE(code);
        CHECK(allowed("posix/x.cpp", code));
        for (const std::string path : {"base/x.cpp", "session/x.hpp", "cli/x.cpp", "main.cpp"}) {
            CAPTURE(path);
            CHECK_FALSE(allowed(path, code));
        }
    }
}

TEST_CASE("only main ends the program")
{
    for (const std::string code : {"exit(1);", "std::exit(1);", "std::quick_exit(0);", "abort();"}) {
        CAPTURE(code);
        CHECK(allowed("main.cpp", code));
        CHECK_FALSE(allowed("posix/x.cpp", code));
        CHECK_FALSE(allowed("cli/x.cpp", code));
    }
    CHECK(allowed("posix/x.cpp", "::_exit(2);"));
    CHECK_FALSE(allowed("cli/x.cpp", "::_exit(2);"));
    CHECK(allowed("cli/x.cpp", "int exit = 3; Exit e = exit_status(exit);"));
}

TEST_CASE("coroutines are started in async, and never let go")
{
    CHECK(allowed("async/x.cpp", "asio::co_spawn(c, f(), g);"));
    CHECK_FALSE(allowed("posix/x.cpp", "asio::co_spawn(c, f(), g);"));
    CHECK_FALSE(allowed("async/x.cpp", "co_spawn(c, f(), asio::detached);"));
    CHECK_FALSE(allowed("main.cpp", "use(asio::detached);"));
}

TEST_CASE("no context is stopped, while other things may be")
{
    for (const std::string code :
         {"context.stop();", "context_->stop();", "world.context().stop();", "io.stop();",
          "auto f = &asio::io_context::stop;", "io_context_.stop();"}) {
        CAPTURE(code);
        CHECK_FALSE(allowed("async/x.cpp", code));
    }
    CHECK(allowed("posix/x.cpp", "child.stop(); stop(); if (stop) f();"));
}

TEST_CASE("nothing below report prints")
{
    CHECK(allowed("report/x.cpp", "std::cerr << x;"));
    CHECK(allowed("cli/x.cpp", "std::fputs(x, stdout);"));
    CHECK_FALSE(allowed("session/x.cpp", "std::cerr << x;"));
    CHECK_FALSE(allowed("base/x.cpp", "printf(x);"));
}

TEST_CASE("members of those names, comments and strings are nobody's business")
{
    CHECK(allowed("session/x.cpp", "environment.getenv(x); child->exit(1); // getenv(x)\nf(\"exit(1)\");"));
}
