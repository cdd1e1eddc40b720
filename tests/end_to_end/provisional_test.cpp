// What `new` made goes to the trash when nothing was done in it, and in no other case.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

TEST_CASE("an agent that ends without success in an untouched new workspace sends it to the trash")
{
    for (const Words& verbs :
         {Words{"exit", "1"}, Words{"exit", "130"}, Words{"die", "INT"}, Words{"die", "TERM"}}) {
        CAPTURE(verbs[1]);
        const Binary ctask;

        const ProgramResult result = ctask.run(Words{"new", "idea"} + Binary::agent(verbs));

        CHECK((result.status > 0 || result.signal > 0));
        CHECK(ctask.workspaces().empty());
        REQUIRE(ctask.trash().size() == 1);
        CHECK(contains(ctask.trash()[0], "_idea"));
        CHECK(exists(ctask.scratch.path("root/.trash/" + ctask.trash()[0]), "task.yaml"));
        CHECK(occurrences(result.err, "moved to the trash") == 1);
    }
}

TEST_CASE("an agent that ends well keeps its workspace, untouched as it is")
{
    const Binary ctask;

    const ProgramResult result = ctask.run(Words{"new", "idea"} + Binary::agent({"exit", "0"}));

    CHECK(result.status == 0);
    CHECK(ctask.workspaces().size() == 1);
    CHECK(ctask.trash().empty());
}

TEST_CASE("the least trace of work keeps a workspace, whatever the agent's status")
{
    const Words traces[] = {{"write", "a.txt="},      {"mkdir", "empty"},        {"write", ".ctask/x=1"},
                            {"append", "notes.md=x"}, {"append", "notes.md="},   {"remove", "handoff.md"},
                            {"write", "output/x=1"},  {"append", "task.yaml=#"}, {"mkdir", ".git"},
                            {"write", "notes.md=x"},  {"remove", "CLAUDE.md"},   {"mkdir", "context/deep"}};
    for (const Words& trace : traces) {
        const bool changes = trace != Words{"append", "notes.md="};
        CAPTURE(trace[1]);
        const Binary ctask;

        const ProgramResult result =
            ctask.run(Words{"new", "idea"} + Binary::agent(trace + Words{"exit", "1"}));

        CHECK(result.status == 1);
        CHECK(ctask.workspaces().size() == (changes ? 1 : 0));
        CHECK(ctask.trash().size() == (changes ? 0 : 1));
    }
}

TEST_CASE("a workspace that was there before is never removed")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    CHECK(ctask.run(Words{"resume", workspace} + Binary::agent({"exit", "1"})).status == 1);

    CHECK(ctask.workspaces() == Words{workspace});
    CHECK(history_of(workspace).size() == 1);
}

TEST_CASE("what the agent has left running in a new workspace keeps it, and is named")
{
    const Binary ctask;
    const std::string pidfile = ctask.scratch.path("daemon");

    const auto agent = Binary::agent({"daemon", pidfile + "=60", "exit", "1"});
    const ProgramResult result = ctask.run(Words{"new", "idea"} + agent);
    const pid_t daemon = std::stoi(ctask.scratch.read_file("daemon"));
    ::kill(daemon, SIGKILL);

    CHECK(result.status == 1);
    CHECK(ctask.workspaces().size() == 1);
    CHECK(ctask.trash().empty());
    CHECK(contains(result.err, "pid " + std::to_string(daemon)));
}

TEST_CASE("another session in it keeps a new workspace")
{
    const Binary ctask;
    const auto agent = Binary::agent(
        {"write", ctask.scratch.path("on") + "=", "until", ctask.scratch.path("off"), "exit", "1"});
    Program first = ctask.start(Words{"new", "idea"} + agent);
    await_file(ctask.scratch.path("on"));
    RunningSession second(ctask, "idea", "two", {"--force"});

    ctask.scratch.write_file("off", "");

    CHECK(first.wait().status == 1);
    CHECK(ctask.trash().empty());
    CHECK(second.end().status == 0);
    REQUIRE(ctask.workspaces().size() == 1);
    CHECK(history_of(ctask.workspaces()[0]).size() == 2);
    CHECK(leftovers(ctask.workspaces()[0]) == "");
}

TEST_CASE("an agent that is not there leaves no workspace")
{
    const Binary ctask;

    CHECK(ctask.run({"new", "idea", "--agent", "surely-no-such-agent"}).status == 127);

    CHECK(ctask.workspaces().empty());
}
