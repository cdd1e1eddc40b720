// delete and undo killed before each of the calls that change something.
#include "end_to_end/records.hpp"
#include "faults/killing.hpp"
#include "support/doctest.hpp"

using namespace ctask;

namespace {

/// A root with one workspace, in which the user has something.
struct Deleting {
    Deleting() : workspace(stage.ctask.make_workspace("idea"))
    {
        const std::string below = workspace.substr(stage.ctask.scratch.path().size() + 1);
        stage.ctask.scratch.write_file(below + "/output/precious", "x");
        stage.ctask.scratch.write_file(below + "/output/deep/deeper/precious", "x");
        stage.keep();
    }

    bool is_in_place() const { return exists(workspace, ""); }
    /// As it was, wherever it was found.
    void check_whole() const
    {
        CHECK(stage.ctask.workspaces() == Words{workspace});
        CHECK(read_file(workspace, "task.yaml") == stage.kept_file(workspace + "/task.yaml"));
        CHECK(stage.lost_files() == Words{});
    }
    void check_undo() const
    {
        const ProgramResult undone = stage.ctask.run({"undo"});
        CHECK_MESSAGE(undone.out == workspace + "\n", undone.err);
    }

    Stage stage;
    std::string workspace;
};

} // namespace

TEST_SUITE_BEGIN("killed");

TEST_CASE("a delete that was killed anywhere has moved the workspace whole, or not at all")
{
    if (!can_inject()) return;
    const Deleting scene;
    const Binary& ctask = scene.stage.ctask;
    const std::size_t points = kill_everywhere(scene.stage, {"delete", "--yes", "idea"}, [&] {
        if (!scene.is_in_place()) scene.check_undo();
        scene.check_whole();
        const ProgramResult again = ctask.run({"delete", "--yes", "idea"});
        CHECK_MESSAGE(again.status == 0, again.err);
        CHECK(ctask.workspaces().empty());
        CHECK(ctask.trash().size() == 1);
    });
    CHECK(points > 10);
    MESSAGE("delete: killed at ", points, " points");
}

TEST_CASE("an undo that was killed anywhere has brought the workspace back whole, or not at all")
{
    if (!can_inject()) return;
    Deleting scene;
    const Binary& ctask = scene.stage.ctask;
    const std::string before = read_file(scene.workspace, "task.yaml");
    REQUIRE(ctask.run({"delete", "--yes", "idea"}).status == 0);
    scene.stage.keep();
    const std::size_t points = kill_everywhere(scene.stage, {"undo"}, [&] {
        if (!scene.is_in_place()) scene.check_undo();
        CHECK(ctask.workspaces() == Words{scene.workspace});
        CHECK(read_file(scene.workspace, "task.yaml") == before);
        CHECK(scene.stage.lost_files() == Words{});
        CHECK(ctask.trash().empty());
        CHECK(ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "3"})).status == 3);
    });
    CHECK(points > 3);
    MESSAGE("undo: killed at ", points, " points");
}

// What is promised of a purge that was killed: up to the rename that marks the entry in the trash nothing is
// removed, and the workspace is whole, in its place or where undo finds it; from that rename on undo does not
// find it any more, nor its name, and what is left of it goes at the next new or delete. Whoever was killed
// before the rename has asked for more than was done, which loses nothing: saying it again does it.
TEST_CASE("a purge that was killed anywhere leaves the workspace whole, in its place or in the trash, or "
          "what goes at the next delete")
{
    if (!can_inject()) return;
    const Deleting scene;
    const Binary& ctask = scene.stage.ctask;
    std::size_t begun = 0;
    const Words purge = {"delete", "--yes", "--purge", "idea"};
    const std::size_t points = kill_everywhere(scene.stage, purge, [&] {
        if (!scene.is_in_place() && ctask.run({"undo", "--list", "--json"}).out != "[]\n") scene.check_undo();
        if (scene.is_in_place()) {
            scene.check_whole();
            const ProgramResult again = ctask.run(purge);
            CHECK_MESSAGE(again.status == 0, again.err);
        } else {
            ++begun;
            CHECK(ctask.run({"undo"}).status == 1);
            CHECK(ctask.workspaces().empty());
            ctask.make_workspace("next");
        }
        CHECK(ctask.trash().empty());
    });
    CHECK(points > 20);
    CHECK(begun > 3);
    MESSAGE("purge: killed at ", points, " points, ", begun, " of them after it had begun to remove");
}

TEST_CASE("a purge that was not killed leaves nothing")
{
    const Deleting scene;

    CHECK(scene.stage.ctask.run({"delete", "--yes", "--purge", "idea"}).status == 0);

    CHECK(scene.stage.ctask.workspaces().empty());
    CHECK(scene.stage.ctask.trash().empty());
}

TEST_SUITE_END();
