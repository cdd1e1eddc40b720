// ctask rename, killed before each of the calls that change something.
#include "end_to_end/records.hpp"
#include "faults/killing.hpp"
#include "support/doctest.hpp"

using namespace ctask;

namespace {

/// A workspace whose agent starts in a directory that is called as the workspace is.
std::string make_project(const Binary& ctask)
{
    const std::string workspace = ctask.make_workspace("idea");
    const std::string below = workspace.substr(ctask.scratch.path().size() + 1);
    ctask.scratch.write_file(below + "/idea/code", "x");
    ctask.scratch.append_to(below + "/task.yaml", "launch_dir: idea\n");
    return workspace;
}

} // namespace

TEST_SUITE_BEGIN("killed");

/// What is left works, and the same rename finishes it.
void check_that_it_goes_on(const Binary& ctask)
{
    REQUIRE(ctask.workspaces().size() == 1);
    const std::string left = ctask.workspaces().front();
    // The agent starts where its code is, whatever that is called by now.
    CHECK(ctask.run({"resume", left, "--agent", "test", "--", "-f", "code"}).status == 0);
    CHECK(ctask.run({"rename", left, "The parser"}).status == 0);
    REQUIRE(ctask.workspaces().size() == 1);
    const std::string workspace = ctask.workspaces().front();
    CHECK(workspace.ends_with("_the-parser"));
    CHECK(exists(workspace, "the-parser/code"));
    CHECK(contains(read_file(workspace, "task.yaml"), "launch_dir: the-parser\n"));
    CHECK_FALSE(exists(workspace, ".ctask/write.lock"));
}

TEST_CASE("a rename that was killed anywhere leaves a workspace that works, and is finished by another")
{
    if (!can_inject()) return;
    Stage stage;
    make_project(stage.ctask);
    stage.keep();
    const std::size_t points = kill_everywhere(stage, {"rename", "idea", "The parser"}, [&] {
        stage.age_leftovers();
        check_that_it_goes_on(stage.ctask);
        for (const std::string& left : stage.leftovers()) FAIL_CHECK(left, " is left");
    });
    CHECK(points > 20);
    MESSAGE("rename: killed at ", points, " points");
}

TEST_SUITE_END();
