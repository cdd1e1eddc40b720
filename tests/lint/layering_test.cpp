// The layers of src, and the rule that judges them.
#include "lint/layering.hpp"

#include "lint/tree.hpp"
#include "support/doctest.hpp"

#include <algorithm>

using namespace ctask::lint;

namespace {

bool allowed(const std::string& path, const std::string& include)
{
    return check_layering(read_source(path, "// x\n#include " + include + "\n")).empty();
}

} // namespace

TEST_CASE("src holds its layers")
{
    const std::vector<Source> sources = sources_under("src");
    REQUIRE(
        std::any_of(sources.begin(), sources.end(), [](const Source& s) { return s.path == "main.cpp"; }));
    REQUIRE(
        std::any_of(sources.begin(), sources.end(), [](const Source& s) { return s.includes.size() > 1; }));

    CHECK(broken_under("src", check_layering) == "");
}

TEST_CASE("a folder includes itself and what stands before it, never what stands behind")
{
    const std::vector<std::string> order = {"base",    "async", "world",  "record", "workspace",
                                            "session", "tmux",  "report", "cli"};
    for (std::size_t from = 0; from < order.size(); ++from) {
        for (std::size_t to = 0; to < order.size(); ++to) {
            CAPTURE(order[from]);
            CAPTURE(order[to]);
            CHECK(allowed(order[from] + "/x.cpp", "\"" + order[to] + "/y.hpp\"") == (to <= from));
        }
    }
}

TEST_CASE("posix sees the interfaces, and only main sees posix")
{
    CHECK(allowed("posix/x.cpp", "\"world/y.hpp\""));
    CHECK(allowed("posix/x.cpp", "\"posix/y.hpp\""));
    CHECK_FALSE(allowed("posix/x.cpp", "\"record/y.hpp\""));
    CHECK(allowed("main.cpp", "\"posix/y.hpp\""));
    CHECK(allowed("main.cpp", "\"cli/y.hpp\""));
    CHECK(allowed("generate.cpp", "\"cli/y.hpp\""));
    for (const std::string from :
         {"base/x.cpp", "world/x.cpp", "session/x.hpp", "cli/x.cpp", "generate.cpp"}) {
        CAPTURE(from);
        CHECK_FALSE(allowed(from, "\"posix/y.hpp\""));
    }
}

TEST_CASE("own headers are named with their folder, and folders without a place are refused")
{
    CHECK_FALSE(allowed("base/x.cpp", "\"text.hpp\""));
    CHECK_FALSE(allowed("base/x.cpp", "\"../base/text.hpp\""));
    CHECK_FALSE(allowed("helpers/x.cpp", "\"base/text.hpp\""));
    CHECK_FALSE(allowed("cli/x.cpp", "\"helpers/text.hpp\""));
}

TEST_CASE("each library stays in its folder")
{
    CHECK(allowed("async/x.cpp", "<asio/post.hpp>"));
    CHECK(allowed("posix/x.cpp", "<asio/posix/stream_descriptor.hpp>"));
    CHECK(allowed("async/task.hpp", "<asio/awaitable.hpp>"));
    CHECK_FALSE(allowed("async/event.hpp", "<asio/steady_timer.hpp>"));
    CHECK_FALSE(allowed("posix/x.hpp", "<asio/posix/stream_descriptor.hpp>"));
    CHECK_FALSE(allowed("session/x.cpp", "<asio.hpp>"));
    CHECK_FALSE(allowed("main.cpp", "\"asio/io_context.hpp\""));
    CHECK(allowed("record/x.cpp", "<simdjson.h>"));
    CHECK_FALSE(allowed("session/x.cpp", "<simdjson.h>"));
    CHECK(allowed("record/x.cpp", "<yaml.h>"));
    CHECK_FALSE(allowed("workspace/x.cpp", "<yaml.h>"));
    CHECK(allowed("cli/x.cpp", "<cxxopts.hpp>"));
    CHECK_FALSE(allowed("main.cpp", "<cxxopts.hpp>"));
    CHECK(allowed("base/x.cpp", "<string>"));
    CHECK(allowed("base/x.cpp", "<asiolike>"));
}
