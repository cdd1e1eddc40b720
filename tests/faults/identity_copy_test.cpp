// A workspace that is copied, or moved, while a session is live in it.
#include "faults/session_through.hpp"
#include "support/doctest.hpp"

#include <cstdio>

using namespace ctask;

namespace {

std::string beside(const std::string& workspace, const std::string& name)
{
    return workspace.substr(0, workspace.rfind('/') + 1) + name;
}

} // namespace

TEST_SUITE_BEGIN("identity");

TEST_CASE("a copy of a workspace in use is not in use, and has the interrupted session recorded")
{
    for (const char* options : {"-a", "-al", "-r"}) {
        CAPTURE(options);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        RunningSession session(ctask, workspace, "one", {}, {"write", "before=x"});
        await_agent_in_lease(workspace);
        const std::string copy = beside(workspace, "copied");
        REQUIRE(Program(ctask.setup({"cp", options, workspace, copy})).wait().status == 0);

        CHECK(parsed(ctask.run({"info", copy, "--json"}).out).root()["session"].text() == "stale");
        const ProgramResult result =
            ctask.run(Words{"resume", copy, "--no-input"} + Binary::agent({"write", "in-copy=x"}));

        CHECK(result.status == 0);
        CHECK(contains(result.err, "was interrupted"));
        CHECK(leftovers(copy) == "");
        const auto history = history_of(copy);
        REQUIRE(history.size() == 2);
        CHECK(history[0].root()["end_reason"].text() == "interrupted");
        CHECK(history[1].root()["files_added"].texts() == Words{"in-copy"});

        CHECK(ctask.run({"resume", workspace, "--no-input", "--agent", "true"}).status == 75);
        CHECK(session.end().err.find("lost") == std::string::npos);
        CHECK(leftovers(workspace) == "");
        REQUIRE(history_of(workspace).size() == 1);
        CHECK(history_of(workspace)[0].root()["files_added"].texts() == Words{"before"});
        CHECK(history_of(copy).size() == 2);
        CHECK(occurrences(read_file(workspace, "logs/sessions.log"), "\n") == 1);
        CHECK(occurrences(read_file(copy, "logs/sessions.log"), "\n") == 2);
    }
}

TEST_CASE("a session whose workspace is moved settles where that has gone, and leaves nothing where it was")
{
    for (const char* status : {"0", "1", "130"}) {
        CAPTURE(status);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        Program session = ctask.start(
            Words{"resume", workspace, "--no-input"} +
            Binary::agent({"write", "made=x", "until", ctask.scratch.path("ends"), "exit", status}));
        await_agent_in_lease(workspace);
        const std::string moved = beside(workspace, "moved");
        REQUIRE(std::rename(workspace.c_str(), moved.c_str()) == 0);

        CHECK(ctask.run({"resume", moved, "--no-input", "--agent", "true"}).status == 75);
        ctask.scratch.write_file("ends", "");
        CHECK(session.wait().status == std::stoi(status));

        CHECK_FALSE(exists(workspace, ""));
        CHECK(leftovers(moved) == "");
        REQUIRE(history_of(moved).size() == 1);
        CHECK(history_of(moved)[0].root()["files_added"].texts() == Words{"made"});
        CHECK(occurrences(read_file(moved, "logs/sessions.log"), "\n") == 1);
        const ProgramResult next = ctask.run({"resume", moved, "--no-input", "--agent", "true"});
        CHECK(next.status == 0);
        CHECK_FALSE(contains(next.err, "outside"));
    }
}

TEST_CASE("a fresh workspace that is moved away from under its session is not removed")
{
    const Binary ctask;
    Program session = ctask.start(Words{"new", "idea", "--no-input"} +
                                  Binary::agent({"write", ctask.scratch.path("started") + "=", "until",
                                                 ctask.scratch.path("ends"), "exit", "1"}));
    await_file(ctask.scratch.path("started"));
    const std::string workspace = ctask.workspaces().front();
    const std::string moved = beside(workspace, "moved");
    REQUIRE(std::rename(workspace.c_str(), moved.c_str()) == 0);
    ctask.scratch.write_file("ends", "");

    CHECK(session.wait().status == 1);

    CHECK_FALSE(exists(workspace, ""));
    CHECK(ctask.trash().empty());
    CHECK(history_of(moved).size() == 1);
    CHECK(leftovers(moved) == "");
}

TEST_SUITE_END();
