// Opening a workspace: what counts as one, and that no link leads there.
#include "workspace/workspace.hpp"

#include "base/error.hpp"
#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"

namespace ctask {
namespace {

struct Opening {
    ScratchDir scratch;
    FakeWorld world;

    Workspace open(const std::string& name, const std::string& root = "root")
    {
        return open_workspace(world.files, scratch.path(name), scratch.path(root));
    }
};

TEST_CASE("a workspace is opened with its name, root, category and slug")
{
    Opening opening;
    opening.scratch.write_file("root/general/2026-11-22_x/task.yaml", "slug: x\ncategory: special\n");
    opening.scratch.write_file("root/general/bare/task.yaml", "title: Bare\n");

    Workspace workspace = opening.open("root/general/2026-11-22_x");
    CHECK(workspace.path == opening.scratch.path("root/general/2026-11-22_x"));
    CHECK(workspace.root == opening.scratch.path("root"));
    CHECK(workspace.name == "2026-11-22_x");
    CHECK(workspace.slug() == "x");
    CHECK(workspace.category() == "special");

    Workspace bare = opening.open("root/general/bare");
    CHECK(bare.slug() == "bare");
    CHECK(bare.category() == "general");
}

TEST_CASE("a root that is reached through a link is opened as what it is")
{
    Opening opening;
    opening.scratch.write_file("root/general/x/task.yaml", "slug: x\n");
    opening.scratch.make_link(opening.scratch.path("root"), "link");
    Workspace workspace = opening.open("link/general/x", "link");
    CHECK(workspace.path == opening.scratch.path("root/general/x"));
    CHECK(workspace.root == opening.scratch.path("root"));
}

TEST_CASE("what is no workspace is refused, saying why")
{
    Opening opening;
    opening.scratch.make_directory("root/general/empty");
    opening.scratch.write_file("root/general/file", "x");
    opening.scratch.write_file("root/general/broken/task.yaml", "title: [\n");
    opening.scratch.make_directory("root/general/odd/task.yaml");
    struct {
        const char* name;
        const char* why;
    } const table[] = {
        {"root/general/none", "there is no such directory"},
        {"root/none/none", "there is no such directory"},
        {"root/general/empty", "it has no task.yaml"},
        {"root/general/file", "it is not a directory"},
        {"root/general/broken", "broken/task.yaml:"},
        {"root/general/odd", "is a directory"},
        {"elsewhere/x", "is no workspace in"},
        {"root", "is no workspace in"},
    };
    for (const auto& row : table) {
        CAPTURE(row.name);
        CHECK_THROWS_WITH_AS(opening.open(row.name), doctest::Contains(row.why), Failure);
    }
}

TEST_CASE("a workspace that is a link or lies behind one is refused")
{
    Opening opening;
    opening.scratch.write_file("outside/general/x/task.yaml", "slug: x\n");
    opening.scratch.write_file("root/general/y/task.yaml", "slug: y\n");
    opening.scratch.make_link(opening.scratch.path("outside/general/x"), "root/general/x");
    opening.scratch.make_link(opening.scratch.path("outside/general"), "root/linked");
    opening.scratch.make_link("y", "root/general/inner");
    for (const char* name :
         {"root/general/x", "root/linked/x", "root/general/inner", "root/../outside/general/x"}) {
        CAPTURE(name);
        CHECK_THROWS_AS(opening.open(name), Failure);
    }
}

TEST_CASE("a task.yaml that is a link is refused")
{
    Opening opening;
    opening.scratch.write_file("outside.yaml", "slug: x\n");
    opening.scratch.make_directory("root/general/x");
    opening.scratch.make_link(opening.scratch.path("outside.yaml"), "root/general/x/task.yaml");
    CHECK_THROWS_WITH_AS(opening.open("root/general/x"), doctest::Contains("is a symbolic link"), Failure);
}

} // namespace
} // namespace ctask
