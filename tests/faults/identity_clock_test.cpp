// Sessions under clocks that are wrong, or become so.
#include "end_to_end/remains.hpp"
#include "faults/session_through.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

/// The library of faketime, as ctask is to load it: the files' times and the clocks that nobody sets stay the
/// kernel's. (It shifts deadlines all the same, so that no heartbeat comes, or all too many.)
Words with_library(const Words& more)
{
    static const std::string library = [] {
        const Binary ctask;
        const std::string out =
            Program(ctask.setup({"faketime", "-f", "+0d", "printenv", "LD_PRELOAD"})).wait().out;
        return out.substr(0, out.find('\n'));
    }();
    return Words{"env", "LD_PRELOAD=" + library, "NO_FAKE_STAT=1", "FAKETIME_DONT_FAKE_MONOTONIC=1"} + more;
}

Words at(const std::string& offset)
{
    return with_library({"FAKETIME=" + offset});
}

/// A program that is linked statically loads no library.
bool can_set_clocks()
{
    if (!is_installed("faketime")) return false;
    const Binary ctask;
    const ProgramResult made = run_through(ctask, at("+365d"), {"new", "idea", "--no-launch"});
    REQUIRE(made.status == 0);
    const JsonDocument info = parsed(ctask.run({"info", ctask.workspaces().front(), "--json"}).out);
    const auto created = info.root()["created_at"].time();
    if (created && *created > std::chrono::system_clock::now() + Seconds(300 * 24 * 3600)) return true;
    MESSAGE("skipped: the clock of this ctask cannot be set");
    return false;
}

/// Everything that only looks, through another clock: it neither fails nor complains.
void check_inspections(const Binary& ctask, const Words& through, const std::string& workspace)
{
    for (const Words& command : {Words{"list"}, Words{"list", "--json"}, Words{"info", workspace},
                                 Words{"info", workspace, "--json"}, Words{"log", workspace}}) {
        const ProgramResult result = run_through(ctask, through, command);
        CAPTURE(command.front());
        CHECK(result.status == 0);
        CHECK(result.err == "");
    }
}

void check_one_session(const std::string& workspace)
{
    REQUIRE(history_of(workspace).size() == 1);
    const JsonDocument summary = summary_of(workspace);
    const auto lasted = summary.root()["duration_seconds"].number();
    CHECK(lasted.value_or(-1) >= 0);
    CHECK(lasted.value_or(9999) < 60);
    CHECK(summary.root()["started_at"].time() <= summary.root()["ended_at"].time());
    CHECK(summary.root()["files_added"].texts() == Words{"made"});
    CHECK(leftovers(workspace) == "");
}

} // namespace

TEST_SUITE_BEGIN("identity");

TEST_CASE("a session whose clock is off by days is as safe as any, and the next finds nothing strange")
{
    if (!can_set_clocks()) return;
    for (const std::string offset : {"-30d", "+365d"}) {
        CAPTURE(offset);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        SessionThrough session(ctask, at(offset), workspace, "one", {"write", "made=x"});
        await_agent_in_lease(workspace);

        CHECK(ctask.run({"resume", workspace, "--no-input", "--agent", "true"}).status == 75);
        CHECK(
            run_through(ctask, at("+400d"), {"resume", workspace, "--no-input", "--agent", "true"}).status ==
            75);
        CHECK(session.end().status == 0);

        check_one_session(workspace);
        check_inspections(ctask, {"env"}, workspace);
        check_inspections(ctask, at(offset), workspace);
        const ProgramResult next = ctask.run({"resume", workspace, "--no-input", "--agent", "true"});
        CHECK(next.status == 0);
        CHECK_FALSE(contains(next.err, "outside"));
        CHECK_FALSE(contains(next.err, "interrupted"));
        CHECK(history_of(workspace).size() == 2);
    }
}

TEST_CASE(
    "a session that is killed under a wrong clock is recorded under the right one, and the other way round")
{
    if (!can_set_clocks()) return;
    for (const std::pair<Words, Words>& clocks :
         {std::pair{at("+365d"), Words{"env"}}, std::pair{Words{"env"}, at("-30d")},
          std::pair{at("-30d"), at("+365d")}}) {
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        SessionThrough session(ctask, clocks.first, workspace, "one", {"write", "made=x"});
        await_agent_in_lease(workspace);
        ::kill(session.ctask_pid(), SIGKILL);
        session.program().wait();
        session.tell_to_end();
        const auto resume = [&] {
            return run_through(ctask, clocks.second, {"resume", workspace, "--no-input", "--agent", "true"});
        };
        ProgramResult next = resume();
        // Until the agent, which has outlived it, is gone too.
        REQUIRE(eventually([&] { return next.status != 75 || (next = resume()).status != 75; }));

        CHECK(next.status == 0);
        CHECK(contains(next.err, "interrupted"));
        REQUIRE(history_of(workspace).size() == 2);
        CHECK(history_of(workspace)[0].root()["files_added"].texts() == Words{"made"});
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("a clock that is set in mid-session changes neither its length nor whose it is")
{
    if (!can_set_clocks()) return;
    for (const std::string step : {"-30d", "+365d"}) {
        CAPTURE(step);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        ctask.scratch.write_file("clock", "+0d");
        const Words through =
            with_library({"FAKETIME_NO_CACHE=1", "FAKETIME_TIMESTAMP_FILE=" + ctask.scratch.path("clock")});
        SessionThrough session(ctask, through, workspace, "one", {"write", "made=x"});
        await_agent_in_lease(workspace);

        ctask.scratch.write_file("clock", step);

        CHECK(ctask.run({"resume", workspace, "--no-input", "--agent", "true"}).status == 75);
        CHECK(session.end().status == 0);
        check_one_session(workspace);
        const auto started = summary_of(workspace).root()["started_at"].time();
        const auto ended = summary_of(workspace).root()["ended_at"].time();
        REQUIRE(started);
        REQUIRE(ended);
        const bool stepped = *ended - *started > Seconds(300 * 24 * 3600);
        CHECK(stepped == (step == "+365d"));
    }
}

TEST_SUITE_END();
