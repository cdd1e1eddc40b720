// A first session from start to end, and everything that tells of it.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

using namespace ctask;

namespace {

const Words kWork = {"--agent", "sh", "--", "-c",
                     "echo hello > out.txt; mkdir d; echo x > d/y; echo more >> notes.md"};

} // namespace

TEST_CASE("a session with sh leaves a summary that names what it did")
{
    const Binary ctask;

    const ProgramResult result = ctask.run(Words{"new", "fix the parser"} + kWork);

    CHECK(result.status == 0);
    REQUIRE(ctask.workspaces().size() == 1);
    const std::string workspace = ctask.workspaces()[0];
    CHECK(contains(workspace, "_fix-the-parser"));
    const JsonDocument summary = summary_of(workspace);
    CHECK(summary.root()["agent"].text() == "sh");
    CHECK(summary.root()["exit_code"].number() == 0);
    CHECK(summary.root()["end_reason"].text() == "child_exited");
    CHECK(summary.root()["files_added"].texts() == Words{"d/y", "out.txt"});
    CHECK(summary.root()["files_modified"].texts() == Words{"notes.md"});
    CHECK(summary.root()["files_deleted"].texts().empty());
    CHECK(summary.root()["notes_updated"].truth() == true);
    CHECK(summary.root()["end_manifest"].is_array());
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("the status line of a new workspace tells of notes once they are written")
{
    const Binary ctask;
    const std::string line = Binary::path() + " statusline; ";

    const ProgramResult result =
        ctask.run({"new", "idea", "--agent", "sh", "--", "-c", line + "echo more >>notes.md; " + line});

    const std::size_t end = result.out.find('\n');
    CHECK(contains(result.out.substr(0, end), "idea · sh"));
    CHECK_FALSE(contains(result.out.substr(0, end), "notes updated"));
    CHECK(contains(result.out.substr(end), " · notes updated\n"));
}

TEST_CASE("log and history have one line for each session, in order")
{
    const Binary ctask;
    REQUIRE(ctask.run(Words{"new", "idea"} + kWork).status == 0);

    const ProgramResult second =
        ctask.run({"resume", "idea", "--agent", "sh", "--", "-c", "rm out.txt; exit 4"});

    CHECK(second.status == 4);
    const std::string workspace = ctask.workspaces()[0];
    CHECK(occurrences(read_file(workspace, "logs/sessions.log"), "\n") == 2);
    const auto history = history_of(workspace);
    REQUIRE(history.size() == 2);
    CHECK(history[0].root()["exit_code"].number() == 0);
    CHECK(history[1].root()["exit_code"].number() == 4);
    CHECK(history[1].root()["files_deleted"].texts() == Words{"out.txt"});
    CHECK(history[0].root()["session_id"].text() != history[1].root()["session_id"].text());
}

TEST_CASE("the next session is told of the last one")
{
    const Binary ctask;
    REQUIRE(ctask.run(Words{"new", "idea"} + kWork).status == 0);

    const ProgramResult next = ctask.run({"resume", "idea", "--agent", "true"});

    CHECK(next.status == 0);
    CHECK(contains(next.err, "[ctask] last session"));
    CHECK(contains(next.err, "out.txt"));
    CHECK(contains(next.err, "notes.md was updated"));
    CHECK_FALSE(contains(next.err, "outside"));
    CHECK_FALSE(contains(next.err, "interrupted"));
}

TEST_CASE("info and log tell of it in JSON")
{
    const Binary ctask;
    REQUIRE(ctask.run(Words{"new", "idea"} + kWork).status == 0);

    const JsonDocument info = parsed(ctask.run({"info", "idea", "--json"}).out);
    const JsonDocument log = parsed(ctask.run({"log", "idea", "--json"}).out);

    CHECK(info.root()["title"].text() == "idea");
    CHECK(info.root()["path"].text() == ctask.workspaces()[0]);
    CHECK(info.root()["session"].text() == "none");
    CHECK(info.root()["session_count"].number() == 1);
    std::size_t sessions = 0;
    log.root().each([&](JsonValue session) {
        ++sessions;
        CHECK(session["files_added"].texts() == Words{"d/y", "out.txt"});
        return true;
    });
    CHECK(sessions == 1);
}

TEST_CASE("while a session runs, its lease names ctask and the agent, and info shows it")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession session(ctask, workspace, "one");

    const JsonDocument lease = lease_of(workspace);
    const JsonDocument info = parsed(ctask.run({"info", workspace, "--json"}).out);

    CHECK(lease.root()["pid"].number() == session.program().pid());
    CHECK(info.root()["session"].text() == "active");
    const bool child_is_named = eventually([&] {
        const JsonDocument now = lease_of(workspace);
        return now.root()["child_pid"].number().value_or(0) > 0;
    });
    CHECK(child_is_named);
    CHECK(session.end().status == 0);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("the inspecting commands change nothing")
{
    const Binary ctask;
    REQUIRE(ctask.run(Words{"new", "idea"} + kWork).status == 0);
    const std::string workspace = ctask.workspaces()[0];
    const std::string all = "cd \"$1\" && find . -printf '%p %i %T@ %C@ %s\\n' | sort";
    const auto look = [&] { return Program(ctask.setup({"sh", "-c", all, "sh", workspace})).wait().out; };
    const std::string before = look();

    for (const Words& command : {Words{"list"}, Words{"info", "idea"}, Words{"notes", "idea"},
                                 Words{"log", "idea"}, Words{"path", "idea"}, Words{"list", "--json"}})
        CHECK(ctask.run(command).status == 0);

    CHECK(look() == before);
}
