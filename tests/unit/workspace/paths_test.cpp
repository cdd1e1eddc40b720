// Paths as text.
#include "workspace/paths.hpp"

#include "support/doctest.hpp"

namespace ctask {
namespace {

TEST_CASE("what lies below a directory is told from what only begins like it")
{
    CHECK(path_below("/w/general/x", "/w") == "general/x");
    CHECK(path_below("/w/general/x", "/w/") == "general/x");
    CHECK(path_below("/w/x", "/") == "w/x");
    CHECK(path_below("/ww/x", "/w").empty());
    CHECK(path_below("/w", "/w").empty());
    CHECK(path_below("/", "/").empty());
}

TEST_CASE("a path is cut at its last slash")
{
    CHECK(parent_path("/a/b/c") == "/a/b");
    CHECK(parent_path("/a") == "/");
    CHECK(parent_path("/") == "/");
    CHECK(parent_path("general/x") == "general");
    CHECK(parent_path("x").empty());
    CHECK(last_component("/a/b/c") == "c");
    CHECK(last_component("x") == "x");
}

TEST_CASE("a relative path starts where one stands")
{
    CHECK(absolute_path("/a/b", "/here") == "/a/b");
    CHECK(absolute_path("a/b", "/here") == "/here/a/b");
    CHECK(absolute_path("..", "/here") == "/here/..");
}

TEST_CASE("the way up ends at the top")
{
    CHECK(path_and_parents("/a/b") == std::vector<std::string>{"/a/b", "/a", "/"});
    CHECK(path_and_parents("/") == std::vector<std::string>{"/"});
    CHECK(path_and_parents("relative/x") == std::vector<std::string>{"relative/x"});
}

} // namespace
} // namespace ctask
