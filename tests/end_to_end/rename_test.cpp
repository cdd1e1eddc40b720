// rename, with a shell that stands in the workspace.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

using namespace ctask;

TEST_CASE("a renamed workspace is found, resumed and remembers its sessions")
{
    const Binary ctask;
    ctask.make_workspace("idea");
    REQUIRE(ctask.run(Words{"resume", "idea"} + Binary::agent({"write", "a=1"})).status == 0);

    const ProgramResult renamed = ctask.run({"rename", "idea", "Größe prüfen"});
    CHECK(renamed.status == 0);
    CHECK(contains(renamed.err, "_größe-prüfen"));

    REQUIRE(ctask.workspaces().size() == 1);
    const std::string workspace = ctask.workspaces().front();
    CHECK(workspace.ends_with("_größe-prüfen"));
    CHECK(ctask.run(Words{"resume", "größe"} + Binary::agent({"exit", "3"})).status == 3);
    CHECK(history_of(workspace).size() == 2);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("after a rename neither the project's files nor the notes count as changed outside")
{
    const Binary ctask;
    REQUIRE(ctask.run(Words{"new", "--project", "idea"} + Binary::agent({"write", "a=1"})).status == 0);
    REQUIRE(ctask.run({"rename", "idea", "parser"}).status == 0);
    REQUIRE(exists(ctask.workspaces().front(), "parser/a"));

    const ProgramResult resumed = ctask.run(Words{"resume", "parser"} + Binary::agent({"exit", "0"}));

    CHECK(resumed.status == 0);
    CHECK_FALSE(contains(resumed.err, "outside"));
    CHECK(contains(read_file(ctask.workspaces().front(), "notes.md"), "# Notes: parser\n"));
    CHECK(contains(read_file(ctask.workspaces().front(), "AGENTS.md"), "goes to `parser/`"));
}

TEST_CASE("a running session keeps its workspace from being renamed, and a shell does not")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    {
        RunningSession other(ctask, workspace, "one");
        const ProgramResult refused = ctask.run({"rename", "idea", "parser"});
        CHECK(refused.status == 1);
        CHECK(contains(refused.err, "is in use"));
        CHECK(other.end().status == 0);
    }
    Prompt shell(ctask);
    shell.run("cd " + workspace);
    shell.await();
    shell.run("$CTASK rename idea parser");
    shell.terminal.expect("standing in it, and moved along: bash");
    shell.terminal.expect("to follow: cd ");
    shell.await();
    shell.run("cd \"$(pwd -P)\" && $CTASK path");
    shell.terminal.expect("_parser");
}
