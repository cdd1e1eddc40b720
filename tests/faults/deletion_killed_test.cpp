// delete and undo killed before each of the calls that change something.
#include "end_to_end/records.hpp"
#include "faults/injection.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

const Words kChanging = {"renameat2", "renameat", "rename", "unlinkat", "unlink",    "linkat", "mkdirat",
                         "mkdir",     "fchmodat", "write",  "fsync",    "fdatasync", "openat"};

std::string workspace_with_a_file(const Binary& ctask)
{
    const std::string workspace = ctask.make_workspace("idea");
    ctask.scratch.write_file(workspace.substr(ctask.scratch.path().size() + 1) + "/output/precious", "x");
    return workspace;
}

/// Kills the command at every such call in turn; `check` is given the world each time.
std::size_t kill_everywhere(const Words& command, const std::function<void(const Binary&)>& prepare,
                            const std::function<void(const Binary&, const std::string&)>& check)
{
    std::size_t points = 0;
    for (const std::string& call : kChanging) {
        bool more = true;
        for (std::size_t number = 1; more; ++number) {
            const Binary ctask;
            const std::string workspace = workspace_with_a_file(ctask);
            prepare(ctask);
            CAPTURE(call);
            CAPTURE(number);
            const Injected killed = run_injected(ctask, command, Injection{call, "signal=SIGKILL", number});
            more = killed.harmed > 0;
            if (more) ++points;
            check(ctask, workspace);
        }
    }
    return points;
}

} // namespace

TEST_SUITE_BEGIN("killed");

TEST_CASE("a delete that was killed anywhere has moved the workspace whole, or not at all")
{
    if (!can_inject()) return;
    const auto check = [](const Binary& ctask, const std::string& workspace) {
        if (ctask.workspaces().empty()) CHECK(ctask.run({"undo"}).out == workspace + "\n");
        CHECK(ctask.workspaces() == Words{workspace});
        CHECK(read_file(workspace, "output/precious") == "x");
        CHECK(ctask.run({"delete", "--yes", "idea"}).status == 0);
    };
    const std::size_t points = kill_everywhere(
        {"delete", "--yes", "idea"}, [](const Binary&) {}, check);
    CHECK(points > 10);
    MESSAGE("killed at ", points, " points");
}

TEST_CASE("an undo that was killed anywhere has brought the workspace back whole, or not at all")
{
    if (!can_inject()) return;
    const auto check = [](const Binary& ctask, const std::string& workspace) {
        if (ctask.workspaces().empty()) CHECK(ctask.run({"undo"}).out == workspace + "\n");
        CHECK(ctask.workspaces() == Words{workspace});
        CHECK(read_file(workspace, "output/precious") == "x");
        CHECK(ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "3"})).status == 3);
    };
    const auto prepare = [](const Binary& ctask) {
        REQUIRE(ctask.run({"delete", "--yes", "idea"}).status == 0);
    };
    const std::size_t points = kill_everywhere({"undo"}, prepare, check);
    CHECK(points > 3);
    MESSAGE("killed at ", points, " points");
}

TEST_CASE("a purge that was killed anywhere leaves the workspace whole, in its place or in the trash, or "
          "what goes at the next delete")
{
    if (!can_inject()) return;
    const auto check = [](const Binary& ctask, const std::string& workspace) {
        if (!ctask.workspaces().empty()) {
            CHECK(read_file(workspace, "output/precious") == "x");
        } else if (ctask.run({"undo"}).status == 0) {
            CHECK(read_file(workspace, "output/precious") == "x");
        } else {
            ctask.make_workspace("next");
            CHECK(ctask.trash().empty());
        }
    };
    const std::size_t points = kill_everywhere(
        {"delete", "--yes", "--purge", "idea"}, [](const Binary&) {}, check);
    CHECK(points > 20);
    MESSAGE("killed at ", points, " points");
}

TEST_SUITE_END();
