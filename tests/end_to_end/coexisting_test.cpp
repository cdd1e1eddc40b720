// Several sessions in one workspace.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <deque>

using namespace ctask;

TEST_CASE("two sessions in one workspace end in either order, and both are recorded")
{
    for (const bool owner_first : {true, false}) {
        CAPTURE(owner_first);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        RunningSession owner(ctask, workspace, "one", {}, {"write", "one.txt=1"});
        RunningSession beside(ctask, workspace, "two", {"--force"}, {"write", "two.txt=2"});
        REQUIRE(exists(workspace, ".ctask/session.json"));
        REQUIRE(contains(leftovers(workspace), "sessions/"));

        CHECK((owner_first ? owner : beside).end().status == 0);
        CHECK(exists(workspace, ".ctask/session.json") == !owner_first);
        CHECK(exists(workspace, ".ctask/manifest-start.json") == !owner_first);
        CHECK(contains(leftovers(workspace), "sessions/") == owner_first);
        CHECK((owner_first ? beside : owner).end().status == 0);

        const auto history = history_of(workspace);
        REQUIRE(history.size() == 2);
        const auto& of_owner = history[owner_first ? 0 : 1];
        CHECK(of_owner.root()["files_added"].texts() == Words{"one.txt", "two.txt"});
        CHECK(history[owner_first ? 1 : 0].root()["files_added"].texts() == Words{"two.txt"});
        CHECK(occurrences(read_file(workspace, "logs/sessions.log"), "\n") == 2);
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("with nobody to ask a workspace in use is refused with 75, and the holder is named")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession holder(ctask, workspace, "one");

    const ProgramResult refused = ctask.run({"resume", workspace, "--agent", "true"});

    CHECK(refused.status == 75);
    CHECK(refused.out == "");
    CHECK(contains(refused.err,
                   "idea is in use: fake-agent (pid " + std::to_string(holder.program().pid()) + ")"));
    CHECK(contains(refused.err, "--wait"));
    CHECK(holder.end().status == 0);
    CHECK(history_of(workspace).size() == 1);
}

TEST_CASE("--wait inside the very session is refused at once, and not offered there")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string again = Binary::path() + " resume idea --agent true";
    const std::string script = "env -u CTASK_SESSION_ID " + again + " --wait </dev/null; echo first $?; " +
                               again + " </dev/null; echo second $?";

    const ProgramResult result = ctask.run({"resume", "idea", "--agent", "sh", "--", "-c", script});

    CHECK(result.status == 0);
    CHECK(result.out == "first 75\nsecond 75\n");
    CHECK(occurrences(result.err, "this command runs inside that session") == 2);
    CHECK_FALSE(contains(result.err, "--wait"));
    CHECK_FALSE(contains(result.err, "waiting for it to end"));
    CHECK(history_of(workspace).size() == 1);
}

TEST_CASE("of fifty sessions that start at once one runs, and 49 say who holds the workspace")
{
    constexpr std::size_t kStarts = 50;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const auto agent =
        Binary::agent({"append", ctask.scratch.path("ran") + "=x", "until", ctask.scratch.path("off")});
    std::deque<Program> programs;
    for (std::size_t i = 0; i < kStarts; ++i)
        programs.push_back(ctask.start(Words{"resume", workspace, "--no-input"} + agent));

    const auto refused = [&] {
        return static_cast<std::size_t>(
            std::count_if(programs.begin(), programs.end(), [](Program& one) { return one.ended(); }));
    };
    CHECK(eventually([&] { return refused() == kStarts - 1; }, std::chrono::seconds(60)));
    ctask.scratch.write_file("off", "");

    std::size_t ran = 0;
    const auto holder =
        std::find_if(programs.begin(), programs.end(), [](Program& one) { return !one.ended(); });
    REQUIRE(holder != programs.end());
    const std::string name = "(pid " + std::to_string(holder->pid()) + ")";
    for (Program& one : programs) {
        const ProgramResult result = one.wait();
        if (result.status == 0)
            ++ran;
        else
            CHECK((result.status == 75 && contains(result.err, name)));
    }
    CHECK(ran == 1);
    CHECK(ctask.scratch.read_file("ran") == "x");
    CHECK(history_of(workspace).size() == 1);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("--wait waits for the other session to end, and then runs")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession first(ctask, workspace, "one", {}, {"write", "one.txt="});
    Program waiting = ctask.start(Words{"resume", workspace, "--wait"} + Binary::agent({"exit", "3"}));
    REQUIRE(eventually([&] { return contains(waiting.err(), "waiting for it to end"); }));
    REQUIRE_FALSE(waiting.ended());

    CHECK(first.end().status == 0);
    const ProgramResult result = waiting.wait();

    CHECK(result.status == 3);
    CHECK_FALSE(contains(result.err, "outside"));
    CHECK(contains(result.err, "one.txt"));
    CHECK(history_of(workspace).size() == 2);
}

TEST_CASE("--wait with a limit gives up with 75")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession first(ctask, workspace, "one");

    const ProgramResult result = ctask.run({"resume", workspace, "--wait=200ms", "--agent", "true"});

    CHECK(result.status == 75);
    CHECK(contains(result.err, "still in use"));
    CHECK(first.end().status == 0);
}

TEST_CASE("many waiting sessions run one after the other")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    std::deque<Program> programs;
    // Each agent fails when another one is in the workspace with it.
    for (int i = 0; i < 8; ++i)
        programs.push_back(
            ctask.start({"resume", workspace, "--wait", "--agent", "sh", "--", "-c",
                         "mkdir \"$0\" && sleep 0.02 && rmdir \"$0\"", ctask.scratch.path("inside")}));

    for (Program& one : programs) {
        const ProgramResult result = one.wait(std::chrono::seconds(60));
        CHECK_MESSAGE(result.status == 0, result.err);
    }
    CHECK(history_of(workspace).size() == 8);
    CHECK(leftovers(workspace) == "");
}
