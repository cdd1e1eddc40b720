// ctask killed before each of the calls that change something, in each of its commands: what is on disk then
// is absent, old or new, and the next session settles it.
#include "end_to_end/records.hpp"
#include "faults/killing.hpp"
#include "faults/stage.hpp"
#include "faults/workspace_state.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>

using namespace ctask;

namespace {

void check_whole(const WorkspaceState& state)
{
    for (const std::string& torn : state.torn) FAIL_CHECK(torn);
    CHECK_FALSE(state.title.empty());
}

/// The session after the one that was killed.
class NextSession {
  public:
    NextSession(const Stage& stage, std::string workspace, const Words& options)
        : workspace_(std::move(workspace)), before_(read_state(workspace_)), runs_before_(stage.runs()),
          result_(stage.ctask.run(Words{"resume", workspace_, "--no-input"} + options + stage.agent())),
          after_(read_state(workspace_))
    {
        CHECK_MESSAGE(result_.status == 3, result_.err);
        CHECK(stage.runs() == runs_before_ + 1);
        check_whole(before_);
        check_whole(after_);
    }

    /// Every session that left something and is not alive is recorded once, and told where that happens only
    /// now. `alive` is how many are. `ran`: the agent of the one that was killed.
    void check_settled(std::size_t alive) const
    {
        std::size_t found_dead = 0;
        for (const std::string& id : before_.remaining) {
            const bool still_there = after_.remaining.count(id) != 0;
            const bool known = before_.recorded.count(id) != 0;
            if (still_there) continue;
            CHECK(after_.recorded.count(id) == 1);
            if (!known) ++found_dead;
        }
        CHECK(after_.remaining.size() == alive);
        CHECK_MESSAGE(occurrences(result_.err, "was interrupted") == found_dead, result_.err);
        for (const auto& session : after_.recorded) CHECK_MESSAGE(session.second == 1, session.first);
        CHECK(after_.recorded.size() == before_.recorded.size() + found_dead + 1);
        CHECK(after_.log_lines >= after_.recorded.size());
        CHECK_FALSE(exists(workspace_, ".ctask/write.lock"));
    }

    /// Also that of a session that left nothing but a line in the history.
    bool knows_sessions(std::size_t count) const
    {
        return before_.recorded.size() + before_.remaining.size() >= count;
    }
    const WorkspaceState& before() const { return before_; }

  private:
    std::string workspace_;
    WorkspaceState before_;
    std::size_t runs_before_;
    ProgramResult result_;
    WorkspaceState after_;
};

void check_nothing_is_left(const Stage& stage)
{
    for (const std::string& left : stage.leftovers()) FAIL_CHECK(left, " is left");
}

/// Every point of this part of a session in an existing workspace.
void kill_sessions(const Stage& stage, const std::string& workspace, const Words& options, std::size_t alive,
                   const std::string& name, Part part = Part::whole)
{
    const Words command =
        Words{"resume", workspace, "--no-input"} + options + stage.agent({"write", "work.txt=done"});
    const std::size_t known_before = [&] {
        const WorkspaceState kept = read_state(workspace);
        return kept.recorded.size() + kept.remaining.size();
    }();
    const std::size_t points = kill_everywhere(
        stage, command,
        [&] {
            CHECK(stage.lost_files() == Words{});
            const bool ran = stage.runs() > 0;
            if (ran) CHECK(read_file(workspace, "work.txt") == "done");
            stage.age_leftovers();
            const NextSession next(stage, workspace, options);
            if (ran) CHECK(next.knows_sessions(known_before + 1));
            next.check_settled(alive);
            CHECK(stage.lost_files() == Words{});
            check_nothing_is_left(stage);
        },
        part);
    CHECK(points > 50);
    MESSAGE(name, ": killed at ", points, " points");
}

void note_something(const Stage& stage, const std::string& workspace)
{
    const std::string below = workspace.substr(stage.ctask.scratch.path().size() + 1);
    stage.ctask.scratch.write_file(below + "/output/result.txt", "the user's");
    stage.ctask.scratch.append_to(below + "/notes.md", "the user's\n");
}

/// Every point of this part of a `new` whose agent does this.
void kill_creations(const Words& verbs, const std::string& name, Part part = Part::whole)
{
    Stage stage;
    note_something(stage, stage.ctask.make_workspace("earlier"));
    stage.keep();
    const Words command = Words{"new", "idea", "--no-input"} +
                          Binary::agent(Words{"append", stage.ctask.scratch.path("runs") + "=x"} + verbs);
    const std::size_t points = kill_everywhere(
        stage, command,
        [&] {
            CHECK(stage.lost_files() == Words{});
            const bool ran = stage.runs() > 0;
            stage.age_leftovers();
            Words made = stage.ctask.workspaces();
            std::erase_if(made, [](const std::string& path) {
                return contains(path, "earlier") || contains(path, "/.");
            });
            const Words thrown = stage.ctask.trash();
            CHECK(made.size() <= 1);
            if (ran) CHECK(made.size() + thrown.size() == 1);
            for (const std::string& entry : thrown)
                check_whole(read_state(stage.ctask.scratch.path("root/.trash/" + entry)));
            if (!made.empty()) {
                if (ran && !verbs.empty() && verbs[0] == "write")
                    CHECK(read_file(made[0], "work.txt") == "done");
                NextSession(stage, made[0], {}).check_settled(0);
            }
            CHECK(stage.ctask.run({"new", "idea", "--no-launch"}).status == 0);
            CHECK(stage.lost_files() == Words{});
            check_nothing_is_left(stage);
        },
        part);
    CHECK(points > 30);
    MESSAGE(name, ": killed at ", points, " points");
}

} // namespace

TEST_SUITE_BEGIN("killed");

TEST_CASE("a new that is killed anywhere leaves no workspace or a whole one")
{
    if (!can_inject()) return;
    kill_creations({"write", "work.txt=done"}, "new");
}

TEST_CASE("a new that is killed anywhere while it reclaims its workspace loses nothing")
{
    if (!can_inject()) return;
    // Up to the agent it is the same as above.
    kill_creations({"exit", "130"}, "new, provisional", Part::from_agent);
}

TEST_CASE("the session after one that was killed anywhere settles it")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = stage.ctask.make_workspace("idea");
    note_something(stage, workspace);
    REQUIRE(stage.ctask.run(Words{"resume", workspace} + stage.agent()).status == 3);
    stage.keep();
    kill_sessions(stage, workspace, {}, 0, "resume");
}

TEST_CASE("a recovery that is killed anywhere is done by the next session")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = stage.ctask.make_workspace("idea");
    note_something(stage, workspace);
    cut_off_session(stage, workspace);
    stage.keep();
    // From the agent on it is the same as above.
    kill_sessions(stage, workspace, {}, 0, "resume after an interrupted session", Part::until_agent);
}

TEST_CASE("a coexisting session that is killed anywhere leaves the owner alone")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = stage.ctask.make_workspace("idea");
    note_something(stage, workspace);
    const Program owner = start_owner(stage, workspace);
    stage.keep_beating(workspace + "/.ctask/session.json");
    stage.keep();
    kill_sessions(stage, workspace, {"--force"}, 1, "resume beside a live session");
}

TEST_CASE("an archive or a restore that is killed anywhere leaves task.yaml as it was or as it should be")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = stage.ctask.make_workspace("idea");
    note_something(stage, workspace);
    for (const std::string command : {"archive", "restore"}) {
        stage.keep();
        const std::size_t points = kill_everywhere(stage, {command, workspace}, [&] {
            check_whole(read_state(workspace));
            CHECK(stage.lost_files() == Words{});
            stage.age_leftovers();
            const ProgramResult again = stage.ctask.run({command, workspace});
            CHECK_MESSAGE(again.status == 0, again.err);
            CHECK(contains(read_file(workspace, "task.yaml"), "archived") == (command == "archive"));
            // When there was nothing left to do, nobody looked at the lock of the one that was killed.
            const ProgramResult back =
                stage.ctask.run({command == "archive" ? "restore" : "archive", workspace});
            CHECK_MESSAGE(back.status == 0, back.err);
            CHECK_FALSE(exists(workspace, ".ctask/write.lock"));
            check_nothing_is_left(stage);
        });
        CHECK(points > 20);
        MESSAGE(command, ": killed at ", points, " points");
        stage.put_back();
        REQUIRE(stage.ctask.run({command, workspace}).status == 0);
    }
}

TEST_SUITE_END();
