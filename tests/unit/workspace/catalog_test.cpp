// All workspaces in the roots: where they may lie, each once, in which order.
#include "workspace/catalog.hpp"

#include "base/error.hpp"
#include "several_roots.hpp"
#include "support/doctest.hpp"

#include <cerrno>

namespace ctask {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("workspaces lie in a root or one level down, newest first")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a", 3);
    roots.add("root/b", "b", 5);
    roots.add("root/other/c", "c", 4);
    roots.add("root/other/deep/d", "d", 9);
    roots.add("root/b/inner", "inner", 9);
    CHECK(roots.names() == Names{"b", "c", "a"});
}

TEST_CASE("a listed workspace says where it was found")
{
    SeveralRoots roots;
    roots.add("root/general/a", "slug-a", 2);
    roots.add("root/b", "slug-b", 1, "category: special\n");
    std::vector<CatalogEntry> found = read_catalog(roots.world.files, roots.settings);
    REQUIRE(found.size() == 2);
    CHECK(found[0].path == roots.scratch.path("root/general/a"));
    CHECK(found[0].root == roots.scratch.path("root"));
    CHECK(found[0].category == "general");
    CHECK(found[0].slug() == "slug-a");
    CHECK(found[0].problem.empty());
    CHECK(found[1].category == "special");
}

TEST_CASE("hidden names, stray files, links and directories without task.yaml are passed over")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a");
    roots.add("root/.trash/b", "b");
    roots.add("root/general/.c", "c");
    roots.add("outside/d", "d");
    roots.scratch.make_link(roots.scratch.path("outside/d"), "root/general/d");
    roots.scratch.make_link(roots.scratch.path("outside"), "root/linked");
    roots.scratch.write_file("root/README", "x");
    roots.scratch.write_file("root/general/README", "x");
    roots.scratch.make_directory("root/general/unfinished");
    CHECK(roots.names() == Names{"a"});
}

TEST_CASE("each workspace is listed once although the roots lie in one another")
{
    SeveralRoots roots;
    roots.add("root/projects/p", "p", 2);
    roots.add("root/projects/work/q", "q", 1);
    roots.add("elsewhere/r", "r", 3);
    CHECK(roots.names() == Names{"p", "q"});

    roots.settings.project_root.value = roots.scratch.path("elsewhere");
    CHECK(roots.names() == Names{"r", "p", "q"});

    roots.scratch.make_link(roots.scratch.path("root"), "link");
    roots.settings.project_root.value = roots.scratch.path("link");
    CHECK(roots.names() == Names{"p", "q"});
}

TEST_CASE("the first root that has a workspace is its root")
{
    SeveralRoots roots;
    roots.add("root/projects/p", "p");
    roots.add("root/projects/work/q", "q");
    for (const CatalogEntry& listed : read_catalog(roots.world.files, roots.settings)) {
        CAPTURE(listed.name);
        CHECK(listed.root == roots.scratch.path(listed.name == "p" ? "root" : "root/projects"));
    }
}

TEST_CASE("a broken workspace is listed last, with what is wrong")
{
    SeveralRoots roots;
    roots.scratch.write_file("root/general/broken/task.yaml", "title: [\n");
    roots.scratch.write_file("root/general/future/task.yaml", "schema_version: 99\n");
    roots.scratch.make_directory("root/general/odd/task.yaml");
    roots.add("root/general/a", "a");
    std::vector<CatalogEntry> found = read_catalog(roots.world.files, roots.settings);
    REQUIRE(found.size() == 4);
    CHECK(found[0].name == "a");
    for (std::size_t index = 1; index < found.size(); ++index) {
        CAPTURE(found[index].name);
        CHECK(found[index].problem.starts_with("task.yaml"));
        CHECK(found[index].slug() == found[index].name);
    }
}

TEST_CASE("a missing root is an empty one and one that is a file is an error")
{
    SeveralRoots roots;
    CHECK(roots.names().empty());
    roots.scratch.write_file("root", "x");
    CHECK_THROWS_AS(roots.names(), std::system_error);
}

TEST_CASE("a directory that cannot be looked into is no broken workspace")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a");
    roots.scratch.make_directory("root/lost+found");
    roots.world.files.faults().fail(Touch::read, "lost+found/task.yaml", EACCES);
    CHECK(roots.names() == Names{"a"});
}

TEST_CASE("directories that cannot be looked into are told to whoever finds nothing")
{
    SeveralRoots roots;
    roots.scratch.make_directory("root/shut in");
    roots.scratch.make_directory("root/open");
    roots.world.files.faults().fail(Touch::read, "shut in/task.yaml", EACCES);
    const std::string path = roots.scratch.path("root/shut in");

    std::vector<std::string> closed;
    CHECK(read_catalog(roots.world.files, roots.settings, &closed).empty());

    CHECK(closed == Names{path});
    const std::string line =
        "1 directory cannot be looked into, and no workspace in there is found: chmod u+rwx '" + path + "'";
    CHECK(describe_closed(closed) == line);
    CHECK(describe_closed({}).empty());
    const auto hint_of = [](const auto& find) {
        try {
            find();
        } catch (const Failure& failure) {
            return failure.hint();
        }
        return std::string();
    };
    CHECK(hint_of([&] { roots.find("idea"); }) == line);
    CHECK(hint_of([&] { most_recent_workspace(roots.world.files, roots.settings); }) == line);
}

TEST_CASE("a category that can be listed and not be entered hides no other workspace")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a");
    roots.scratch.make_directory("root/dim/x");
    roots.world.files.faults().fail(Touch::read, "dim/x/task.yaml", EACCES);
    roots.world.files.faults().fail(Touch::stamp, "dim/x", EACCES);
    roots.world.files.faults().fail(Touch::stamp, "dim/x/task.yaml", EACCES);
    CHECK(roots.names() == Names{"a"});
}

TEST_CASE("a category that can be opened and not be listed hides no other workspace")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a");
    roots.scratch.make_directory("root/weird");
    roots.world.files.faults().fail(Touch::names, "root/weird", EACCES);
    CHECK(roots.names() == Names{"a"});
    CHECK(roots.find("a").name == "a");
    CHECK(most_recent_workspace(roots.world.files, roots.settings).name == "a");
    roots.world.files.faults().fail(Touch::names, "root", EACCES);
    CHECK_THROWS_AS(roots.names(), std::system_error);
}

TEST_CASE("the most recent workspace is the newest active one that can be read")
{
    SeveralRoots roots;
    CHECK_THROWS_AS(most_recent_workspace(roots.world.files, roots.settings), Failure);
    roots.add("root/general/old", "old", 1);
    roots.add("root/general/new", "new", 5);
    roots.add("root/general/gone", "gone", 9, "status: archived\n");
    roots.scratch.write_file("root/general/broken/task.yaml", "[\n");
    CHECK(most_recent_workspace(roots.world.files, roots.settings).name == "new");
}

TEST_CASE("a workspace without a time of update counts by its creation")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a", 5);
    roots.scratch.write_file("root/general/b/task.yaml", "slug: b\ncreated_at: 2026-11-07T00:00:00Z\n");
    roots.scratch.write_file("root/general/c/task.yaml", "slug: c\n");
    CHECK(roots.names() == Names{"b", "a", "c"});
}

} // namespace
} // namespace ctask
