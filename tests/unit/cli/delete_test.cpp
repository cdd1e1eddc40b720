// ctask delete: what it shows, asks, refuses and does.
#include "command_fixture.hpp"

#include "record/json_reader.hpp"

#include <cerrno>

using namespace std::chrono_literals;

namespace ctask {
namespace {

const std::string kPlace = "general/2026-11-22_fix-the-parser";

class Deleting : public CommandFixture {
  public:
    Deleting()
    {
        add(kPlace, "fix the parser", 1h);
        scratch.write_file(file(kPlace, "src/a.txt"), std::string(1000, 'x'));
        scratch.write_file(file(kPlace, ".ctask/history.jsonl"),
                           "{\"session_id\":\"s\",\"started_at\":\"2026-11-22T07:00:00Z\",\"ended_at\":"
                           "\"2026-11-22T07:01:00Z\"}\n");
    }
    bool there() const { return scratch.exists("root/" + kPlace); }
    /// What is there but for ctask's own note of when it was looked through.
    std::vector<std::string> entries()
    {
        if (!scratch.exists("root/.trash")) return {};
        std::vector<std::string> names = world.files.open_directory(scratch.path("root/.trash"))->names("");
        std::erase(names, ".looked_through_at");
        return names;
    }
    std::size_t in_trash() { return entries().size(); }
    static bool says(const std::string& text, const std::string& part)
    {
        return text.find(part) != std::string::npos;
    }
};

TEST_CASE_FIXTURE(Deleting, "a yes moves the workspace to the trash")
{
    world.terminal.answer("y");
    columns = 80;

    const Result result = run({"delete", "parser"});

    CHECK(result.status == 0);
    CHECK(says(result.out, "fix-the-parser: 3 files, "));
    CHECK(says(result.out, ", 1 session\n"));
    REQUIRE(world.terminal.questions.size() == 1);
    CHECK(world.terminal.questions[0] == "Move it to the trash? [y/N] ");
    CHECK(result.err == "[ctask] moved to the trash; ctask undo brings it back within 14 days\n");
    CHECK_FALSE(there());
    CHECK(in_trash() == 1);
}

TEST_CASE_FIXTURE(Deleting, "anything but a yes deletes nothing, and a no is no failure")
{
    for (const char* answer : {"", "n", "No"}) {
        world.terminal.answer(answer);
        CHECK(run({"delete", "parser"}).status == 0);
    }
    world.terminal.answer_with_end_of_input();
    CHECK(run({"delete", "parser"}).status == 0);
    CHECK(there());
    CHECK(in_trash() == 0);
}

TEST_CASE_FIXTURE(Deleting, "the question does not stand alone when stdout goes elsewhere")
{
    world.terminal.answer("n");
    const Result result = run({"delete", "parser"});
    CHECK(result.out.empty());
    CHECK(says(result.err, "[ctask] fix-the-parser: 3 files"));
}

TEST_CASE_FIXTURE(Deleting, "with nobody to ask nothing is deleted, and the line to type is there")
{
    const Result result = run({"delete", "parser"});
    CHECK(result.status == 1);
    CHECK(says(result.err, "nobody to ask"));
    CHECK(says(result.err, "ctask delete parser --yes"));
    CHECK(there());
}

TEST_CASE_FIXTURE(Deleting, "--yes asks nobody")
{
    CHECK(run({"delete", "-y", "parser"}).status == 0);
    CHECK(world.terminal.questions.empty());
    CHECK_FALSE(there());
}

TEST_CASE_FIXTURE(Deleting, "--purge wants a whole yes and leaves nothing")
{
    world.terminal.answer("y");
    world.terminal.answer("n");
    CHECK(run({"delete", "--purge", "parser"}).status == 0);
    CHECK(world.terminal.questions.size() == 2);
    CHECK(there());

    world.terminal.answer("yes");
    const Result result = run({"delete", "--purge", "parser"});
    CHECK(result.status == 0);
    CHECK(says(result.err, "removed for good: 3 files"));
    CHECK_FALSE(there());
    CHECK(in_trash() == 0);
}

TEST_CASE_FIXTURE(Deleting, "a live session refuses, telling who it is")
{
    add_lease(kPlace, 4711, true);
    const Result result = run({"delete", "--yes", "parser"});
    CHECK(result.status == 1);
    CHECK(says(result.err, "fix-the-parser is in use: claude (pid 4711)"));
    CHECK(there());
}

TEST_CASE_FIXTURE(Deleting,
                  "a live session in a workspace that lies in it refuses too, and a dead one does not")
{
    add(kPlace + "/output/inner", "inner", 1h);
    add_lease(kPlace + "/output/inner", 4711, true);
    for (const char* how : {"--yes", "--purge"}) {
        const Result result = run({"delete", "--yes", how, "2026-11-22_fix-the-parser"});
        CHECK(result.status == 1);
        CHECK(says(result.err, "fix-the-parser/output/inner is in use: claude (pid 4711)"));
        CHECK(says(result.err, "while a session is in a workspace that lies in it"));
        CHECK(there());
    }
    add_lease(kPlace + "/output/inner", 4713, false);
    CHECK(run({"delete", "--yes", "parser"}).status == 0);
    CHECK_FALSE(there());
}

TEST_CASE_FIXTURE(Deleting, "the workspace one stands in, one's own, and one with a mount refuse")
{
    world.environment.working_directory = scratch.path("root/" + kPlace + "/src");
    CHECK(says(run({"delete", "--yes", "parser"}).err, "the current directory lies in it"));
    world.environment.working_directory = scratch.path();
    world.environment.entries.push_back("CTASK_WORKSPACE=" + scratch.path("root/" + kPlace));
    CHECK(says(run({"delete", "--yes", "parser"}).err, "CTASK_WORKSPACE names it"));
    world.environment.entries.pop_back();
    world.files.mount_points = {"data\x1b[2J"};
    const Result mounted = run({"delete", "--yes", "parser"});
    CHECK(mounted.status == 1);
    CHECK(says(mounted.err, "something is mounted on data\\x1b[2J"));
    CHECK(there());
}

TEST_CASE_FIXTURE(Deleting, "a broken workspace can be deleted by the name of its directory")
{
    scratch.write_file(file(kPlace, "task.yaml"), "- no\n- mapping\n");
    const Result result = run({"delete", "--yes", "2026-11-22_fix-the-parser"});
    CHECK(result.status == 0);
    CHECK(says(result.out, "task.yaml"));
    CHECK_FALSE(there());
    CHECK(run({"undo"}).status == 0);
    CHECK(there());
}

TEST_CASE_FIXTURE(Deleting, "what stands in it and what git knows is shown, made safe")
{
    scratch.write_file(file(kPlace, "pro\x1bject/.git"), "gitdir: x");
    world.processes.table().standing_in.push_back(
        ProcessFacts{5120, 0, 1, world.clock.now(), "codex app-server"});
    world.processes.tool = [](const Command& command) {
        for (const std::string& word : command.argv) {
            if (word == "status") return Captured{0, std::string(" M a\0", 5)};
            if (word == "rev-list") return Captured{0, "2\n"};
        }
        return Captured{1, ""};
    };

    const Result result = run({"delete", "--yes", "parser"});

    CHECK(result.status == 0);
    CHECK(says(result.out, "  uncommitted work in pro\\x1bject: 1 file (git -C "));
    CHECK(says(result.out, "  not on any remote in pro\\x1bject: 2 commits (git -C "));
    CHECK(says(result.out, "  a process still stands in it: codex app-server (pid 5120)"));
    CHECK_FALSE(says(result.out, "\x1b"));
}

TEST_CASE_FIXTURE(Deleting, "as JSON it is one object, also when nobody could be asked")
{
    std::string problem;
    const Result asked = run({"delete", "--json", "parser"});
    CHECK(asked.status == 1);
    const auto before = JsonDocument::parse(asked.out, problem);
    REQUIRE(before.has_value());
    CHECK(before->root()["outcome"].text() == "not_asked");
    CHECK(before->root()["files"].number() == 3);
    CHECK(before->root()["trash_path"].is_null_or_absent());

    const Result result = run({"delete", "--json", "--yes", "parser"});
    const auto after = JsonDocument::parse(result.out, problem);
    REQUIRE(after.has_value());
    CHECK(after->root()["outcome"].text() == "trashed");
    CHECK(after->root()["trash_path"].text()->starts_with(scratch.path("root/.trash/")));
    CHECK(after->root()["sessions"].number() == 1);
}

TEST_CASE_FIXTURE(Deleting, "a workspace outside of the roots is brought back by the path that is told")
{
    scratch.write_file("elsewhere/thing/task.yaml", "slug: thing\n");

    const Result result = run({"delete", "--yes", scratch.path("elsewhere/thing")});

    const std::size_t at = result.err.find("ctask undo ");
    REQUIRE(at != std::string::npos);
    const std::string path = result.err.substr(at + 11, result.err.find(' ', at + 11) - at - 11);
    CHECK(run({"undo", path}).status == 0);
    CHECK(scratch.exists("elsewhere/thing/task.yaml"));
}

TEST_CASE_FIXTURE(Deleting, "what undo is promised for comes back to its place, hidden or not")
{
    for (const std::string place : {"general/.beta", ".cat/work"}) {
        CAPTURE(place);
        add(place, "beta", 1h);
        REQUIRE(run({"delete", "--yes", scratch.path("root/" + place)}).status == 0);
        CHECK(run({"undo"}).out == scratch.path("root/" + place) + "\n");
        CHECK(scratch.exists("root/" + place + "/task.yaml"));
    }
}

TEST_CASE_FIXTURE(Deleting, "what is in the trash already is purged, not moved again")
{
    run({"delete", "--yes", "parser"});
    REQUIRE(in_trash() == 1);
    const std::string path = scratch.path("root/.trash/" + entries().front());
    const Result again = run({"delete", "--yes", path});
    CHECK(again.status == 1);
    CHECK(says(again.err, "is in the trash already"));
    CHECK(run({"delete", "--yes", "--purge", path}).status == 0);
    CHECK(in_trash() == 0);
}

TEST_CASE_FIXTURE(Deleting, "a purge that is cut off before it begins leaves an entry as it was")
{
    run({"delete", "--yes", "parser"});
    REQUIRE(in_trash() == 1);
    const std::string entry = entries().front();
    const std::string note = scratch.read_file("root/.trash/" + entry + "/.ctask/trashed.json");
    world.advance(5min);
    world.files.faults().fail(Touch::move, entry, EIO);

    CHECK(run({"delete", "--yes", "--purge", scratch.path("root/.trash/" + entry)}).status == 1);

    CHECK(entries() == std::vector<std::string>{entry});
    CHECK(scratch.read_file("root/.trash/" + entry + "/.ctask/trashed.json") == note);
    world.files.faults().forget_all();
    CHECK(run({"undo"}).out == scratch.path("root/" + kPlace) + "\n");
}

} // namespace
} // namespace ctask
