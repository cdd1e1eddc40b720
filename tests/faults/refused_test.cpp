// Sessions each of whose calls is made to fail: the agent runs once or not at all, its status comes out,
// something is said, and the next session works.
#include "end_to_end/records.hpp"
#include "faults/refusals.hpp"
#include "faults/workspace_state.hpp"
#include "support/doctest.hpp"

#include <algorithm>

using namespace ctask;

namespace {

/// The agent ran and its status came out, or it did not and a status of ctask's own says so.
void check_agent(const Stage& stage, const ProgramResult& result, int status)
{
    if (stage.runs() == 1) {
        CHECK_MESSAGE(result.status == status, result.err);
    } else {
        CHECK(stage.runs() == 0);
        // What cannot be read may be a living session's lease, and there is nobody to ask.
        if (result.status == 75 && contains(result.err, "may be in use")) return;
        CHECK_MESSAGE((result.status >= 125 && result.status <= 127), result.status);
    }
}

/// What could not be listed seems to be gone, from outside and in the session before; a refusal has its hint;
/// and only a fresh workspace can be one that is not reclaimed.
std::size_t further_lines(const std::string& err)
{
    if (contains(err, "may be in use")) return 1;
    if (contains(err, "the workspace stays")) return 1;
    // What to do about a place, a seed or an agent that will not do.
    for (const char* advice : {"that is the root ", " shows who may write there", "mend that, or take it out",
                               "--shell starts a plain shell"})
        if (contains(err, advice)) return 1;
    return contains(err, "could not be read and is not recorded") ? 3 : 0;
}

/// A cause that was told already is told once more when the session turns out to be unprotected by it.
std::size_t told_again(const std::string& err)
{
    const std::size_t consequence = err.find("; the agent runs all the same");
    if (consequence == std::string::npos) return 0;
    const std::size_t line = err.rfind('\n', consequence) + 1;
    const std::string cause = err.substr(line, consequence - line);
    return contains(err.substr(0, line), cause) ? 1 : 0;
}

/// The sessions of one workspace.
class Sessions {
  public:
    /// `options` are those of each of them; `alive`: how many others run all the time.
    Sessions(const Stage& stage, std::string workspace, Words options = {}, std::size_t alive = 0)
        : stage_(stage), workspace_(std::move(workspace)), options_(std::move(options)), alive_(alive)
    {
    }

    Words command(const Words& verbs) const
    {
        return Words{"resume", workspace_, "--no-input"} + options_ + stage_.agent(verbs);
    }
    /// The next session works, settles what is left, and each session is recorded once.
    void check_next() const
    {
        const std::size_t runs = stage_.runs();
        stage_.age_leftovers();
        const ProgramResult next = stage_.ctask.run(command({}));
        CHECK_MESSAGE(next.status == 3, next.err);
        CHECK(stage_.runs() == runs + 1);
        const WorkspaceState state = read_state(workspace_);
        for (const std::string& torn : state.torn) FAIL_CHECK(torn);
        CHECK(state.remaining.size() == alive_);
        CHECK_FALSE(exists(workspace_, ".ctask/write.lock"));
        for (const auto& session : state.recorded) CHECK_MESSAGE(session.second == 1, session.first);
        for (const std::string& left : stage_.leftovers()) FAIL_CHECK(left, " is left");
    }
    /// One whose agent writes work.txt, refused each call of this part.
    void refuse(Part part = Part::whole) const
    {
        const std::size_t recorded = read_state(workspace_).recorded.size();
        refuse_everywhere(
            stage_, command({"write", "work.txt=done"}),
            [&](const Injection& injection, const ProgramResult& result) {
                check_refused(injection, result, recorded);
                if (!ended_as_usual(result, recorded)) check_next();
            },
            part);
    }

    /// Nothing was warned of, all is recorded and nothing is left: the next session finds what it finds after
    /// any other, and need not be run.
    bool ended_as_usual(const ProgramResult& result, std::size_t recorded) const
    {
        const WorkspaceState state = read_state(workspace_);
        return warnings(result.err) == 0 && state.recorded.size() == recorded + 1 &&
               state.remaining.size() == alive_ && state.torn.empty() &&
               !exists(workspace_, ".ctask/write.lock") && stage_.leftovers().empty();
    }

  private:
    void check_refused(const Injection& injection, const ProgramResult& result, std::size_t recorded) const
    {
        check_agent(stage_, result, 3);
        CHECK(stage_.lost_files() == Words{});
        const WorkspaceState state = read_state(workspace_);
        for (const std::string& torn : state.torn) FAIL_CHECK(torn);
        const bool settled = state.recorded.size() > recorded && state.remaining.size() == alive_;
        if (injection.call != "write") CHECK((settled || warnings(result.err) > 0));
        CHECK(warnings(result.err) <=
              warnings_at_most(injection) + further_lines(result.err) + told_again(result.err));
        if (stage_.runs() == 1) CHECK(read_file(workspace_, "work.txt") == "done");
    }

    const Stage& stage_;
    std::string workspace_;
    Words options_;
    std::size_t alive_;
};

/// A `new` whose agent does this and exits so, refused each call of this part.
void refuse_creations(const Words& verbs, int status, Part part = Part::whole)
{
    Stage stage;
    stage.ctask.make_workspace("earlier");
    stage.keep();
    const Words agent = Binary::agent(Words{"append", stage.ctask.scratch.path("runs") + "=x"} + verbs +
                                      Words{"exit", std::to_string(status)});
    refuse_everywhere(
        stage, Words{"new", "idea", "--no-input"} + agent,
        [&](const Injection& injection, const ProgramResult& result) {
            check_agent(stage, result, status);
            CHECK(stage.lost_files() == Words{});
            Words made = stage.ctask.workspaces();
            std::erase_if(made, [](const std::string& path) {
                return contains(path, "earlier") || contains(path, "/.");
            });
            const Words thrown = stage.ctask.trash();
            CHECK(made.size() + thrown.size() <= 1);
            if (stage.runs() == 1) CHECK(made.size() + thrown.size() == 1);
            if (stage.runs() == 1 && status != 130) CHECK(made.size() == 1);
            if (injection.call != "write") CHECK((stage.runs() == 1 || warnings(result.err) > 0));
            CHECK(warnings(result.err) <=
                  warnings_at_most(injection) + further_lines(result.err) + told_again(result.err));
            for (const std::string& entry : thrown)
                CHECK(read_state(stage.ctask.scratch.path("root/.trash/" + entry)).torn.empty());
            if (!made.empty()) {
                const Sessions sessions(stage, made[0]);
                if (sessions.ended_as_usual(result, 0)) return;
                sessions.check_next();
            }
            stage.age_leftovers();
            CHECK(stage.ctask.run({"new", "idea", "--no-launch"}).status == 0);
            for (const std::string& left : stage.leftovers()) FAIL_CHECK(left, " is left");
        },
        part);
}

} // namespace

TEST_SUITE_BEGIN("refused-sessions");

TEST_CASE("a resume that is refused anything runs the agent or says that it does not")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = stage.ctask.make_workspace("idea");
    REQUIRE(stage.ctask.run(Words{"resume", workspace} + stage.agent()).status == 3);
    stage.keep();
    Sessions(stage, workspace).refuse();
}

TEST_CASE("a recovery that is refused anything keeps nobody from working, and is done by the next session")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = stage.ctask.make_workspace("idea");
    cut_off_session(stage, workspace);
    stage.keep();
    // From the agent on it is the same as above.
    Sessions(stage, workspace).refuse(Part::until_agent);
}

TEST_CASE("a coexisting session that is refused anything leaves the owner alone")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = stage.ctask.make_workspace("idea");
    const Program owner = start_owner(stage, workspace);
    stage.keep_beating(workspace + "/.ctask/session.json");
    stage.keep();
    Sessions(stage, workspace, {"--force"}, 1).refuse();
}

TEST_SUITE_END();
TEST_SUITE_BEGIN("refused-creations");

TEST_CASE("a new that is refused anything leaves a whole workspace or none")
{
    if (!can_inject()) return;
    refuse_creations({"write", "work.txt=done"}, 3);
}

TEST_CASE("a new that is refused anything while it reclaims its workspace loses nothing")
{
    if (!can_inject()) return;
    // Up to the agent it is the same as above.
    refuse_creations({}, 130, Part::from_agent);
}

TEST_SUITE_END();
