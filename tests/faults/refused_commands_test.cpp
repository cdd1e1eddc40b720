// Commands without a session each of whose calls is made to fail: they do all or nothing or say what is left,
// and said again they do it.
#include "faults/refusals.hpp"
#include "faults/workspace_state.hpp"
#include "support/doctest.hpp"

#include <algorithm>

using namespace ctask;

namespace {

/// A workspace with something of the user's in it.
std::string make_workspace(const Binary& ctask)
{
    const std::string workspace = ctask.make_workspace("idea");
    const std::string below = workspace.substr(ctask.scratch.path().size() + 1);
    ctask.scratch.write_file(below + "/idea/code", "the user's");
    ctask.scratch.append_to(below + "/notes.md", "a note of the user's\n");
    ctask.scratch.append_to(below + "/task.yaml", "launch_dir: idea\n");
    return workspace;
}

/// Refuses the command each call. After it, whatever it said, there is one workspace or what is left of it in
/// the trash, whole; it said so when it did not do it; and `again` succeeds when it has not been done.
void refuse(const Stage& stage, const Words& command, const std::function<bool()>& is_done)
{
    refuse_everywhere(stage, command, [&](const Injection& injection, const ProgramResult& result) {
        CHECK((result.status == 0 || result.status == 1));
        CHECK(stage.lost_files() == Words{});
        const bool told = occurrences(result.err, "[ctask] ") > 0;
        // Nobody can be told anything through a stream that cannot be written to.
        if (injection.call != "write") CHECK((result.status == 0 || told));
        CHECK(occurrences(result.err, "[ctask] ") <= warnings_at_most(injection) + 1);
        if (result.status == 0) CHECK_MESSAGE(is_done(), result.err);
        stage.age_leftovers();
        if (!is_done()) {
            const ProgramResult again = stage.ctask.run(command);
            CHECK_MESSAGE(again.status == 0, again.err);
        }
        CHECK(is_done());
        CHECK(stage.lost_files() == Words{});
    });
}

} // namespace

TEST_SUITE_BEGIN("refused-commands");

TEST_CASE("an archive or a restore that is refused anything changes task.yaml whole or not at all")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = make_workspace(stage.ctask);
    for (const std::string command : {"archive", "restore"}) {
        stage.keep();
        refuse(stage, {command, workspace}, [&] {
            const WorkspaceState state = read_state(workspace);
            for (const std::string& torn : state.torn) FAIL_CHECK(torn);
            return contains(read_file(workspace, "task.yaml"), "archived") == (command == "archive");
        });
        stage.put_back();
        REQUIRE(stage.ctask.run({command, workspace}).status == 0);
    }
}

TEST_CASE("a rename that is refused anything is done, or is not and can be said again")
{
    if (!can_inject()) return;
    Stage stage;
    make_workspace(stage.ctask);
    stage.keep();
    refuse_everywhere(
        stage, {"rename", "idea", "The parser"},
        [&](const Injection& injection, const ProgramResult& result) {
            CHECK((result.status == 0 || result.status == 1));
            // It renames the heading of the notes.
            Words lost = stage.lost_files();
            std::erase_if(lost, [](const std::string& path) { return path.ends_with("/notes.md"); });
            CHECK(lost == Words{});
            if (injection.call != "write") CHECK((result.status == 0 || contains(result.err, "[ctask] ")));
            const Words left = stage.ctask.workspaces();
            REQUIRE(left.size() == 1);
            CHECK(stage.ctask.run({"resume", left[0], "--agent", "test", "--", "-f", "code"}).status == 0);
            stage.age_leftovers();
            const ProgramResult again = stage.ctask.run({"rename", left[0], "The parser"});
            CHECK_MESSAGE(again.status == 0, again.err);
            REQUIRE(stage.ctask.workspaces().size() == 1);
            const std::string workspace = stage.ctask.workspaces().front();
            CHECK(workspace.ends_with("_the-parser"));
            CHECK(read_file(workspace, "the-parser/code") == "the user's");
            CHECK(contains(read_file(workspace, "notes.md"), "a note of the user's\n"));
        });
}

TEST_CASE("a delete that is refused anything has moved the workspace whole, or not at all")
{
    if (!can_inject()) return;
    Stage stage;
    make_workspace(stage.ctask);
    stage.keep();
    refuse(stage, {"delete", "--yes", "idea"},
           [&] { return stage.ctask.workspaces().empty() && stage.ctask.trash().size() == 1; });
}

TEST_CASE("an undo that is refused anything has brought the workspace back whole, or not at all")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = make_workspace(stage.ctask);
    REQUIRE(stage.ctask.run({"delete", "--yes", "idea"}).status == 0);
    stage.keep();
    refuse(stage, {"undo"}, [&] { return exists(workspace, "task.yaml") && stage.ctask.trash().empty(); });
}

TEST_CASE("a purge that is refused anything removes all, or says what is left, which goes at the next new")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = make_workspace(stage.ctask);
    stage.ctask.scratch.remove(workspace.substr(stage.ctask.scratch.path().size() + 1) + "/idea");
    stage.keep();
    refuse_everywhere(stage, {"delete", "--yes", "--purge", "idea"},
                      [&](const Injection& injection, const ProgramResult& result) {
                          CHECK((result.status == 0 || result.status == 1));
                          const bool told = contains(result.err, "[ctask] ");
                          if (injection.call != "write") CHECK((result.status == 0 || told));
                          if (result.status == 0 && !told) CHECK(stage.ctask.trash().empty());
                          if (!stage.ctask.workspaces().empty())
                              CHECK(stage.ctask.run({"delete", "--yes", "--purge", "idea"}).status == 0);
                          stage.ctask.make_workspace("next");
                      });
}

TEST_SUITE_END();
