// ctask rename, killed before each of the calls that change something.
#include "end_to_end/records.hpp"
#include "faults/injection.hpp"
#include "support/doctest.hpp"

#include <csignal>

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
    std::size_t points = 0;
    for (const std::string calls : {"renameat2", "renameat", "linkat", "unlinkat", "write", "fsync"}) {
        CAPTURE(calls);
        bool more = true;
        for (std::size_t at = 1; more; ++at) {
            CAPTURE(at);
            const Binary ctask;
            make_project(ctask);
            const Injected killed =
                run_injected(ctask, {"rename", "idea", "The parser"}, Injection{calls, "signal=SIGKILL", at});
            more = killed.harmed > 0;
            if (more) ++points;
            check_that_it_goes_on(ctask);
        }
    }
    CHECK(points > 5);
    MESSAGE("killed at ", points, " points");
}

TEST_SUITE_END();
