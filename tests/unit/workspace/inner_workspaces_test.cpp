// Workspaces in a workspace: at whatever depth, and nothing that only looks like one.
#include "workspace/inner_workspaces.hpp"

#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"

#include <cerrno>

namespace ctask {
namespace {

using Paths = std::vector<std::string>;

bool always(std::size_t)
{
    return true;
}

struct Outer {
    ScratchDir scratch;
    FakeWorld world;

    Outer() { add("outer"); }
    void add(const std::string& place) const
    {
        scratch.write_file(place + "/task.yaml", "slug: x\n");
        scratch.make_directory(place + "/.ctask");
    }
    Paths inside(const KeepGoing& go_on = always)
    {
        return find_workspaces_inside(*world.files.open_directory(scratch.path("outer")), go_on);
    }
};

TEST_CASE_FIXTURE(Outer, "a workspace inside is found at any depth, and inside of another one too")
{
    CHECK(inside().empty());
    add("outer/output/inner");
    add("outer/output/inner/deep/er/most");
    scratch.write_file("outer/only/task.yaml", "x");
    scratch.make_directory("outer/bare/.ctask");
    add("elsewhere");
    scratch.make_link(scratch.path("elsewhere"), "outer/link");

    CHECK(inside() == Paths{"output/inner", "output/inner/deep/er/most"});
}

TEST_CASE_FIXTURE(Outer, "what cannot be read hides nothing else, and the search ends when it is told to")
{
    add("outer/a/inner");
    add("outer/c/inner");
    scratch.make_directory("outer/b");
    world.files.faults().fail(Touch::names, "outer/b", EACCES);
    CHECK(inside() == Paths{"a/inner", "c/inner"});

    for (int file = 0; file < 1500; ++file) scratch.write_file("outer/z/f" + std::to_string(file), "x");
    CHECK(inside([](std::size_t) { return false; }).empty());
}

} // namespace
} // namespace ctask
