// ctask diff: beside a running session, after it, and after one that was cut off.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

void put(const Binary& ctask, const std::string& workspace, const std::string& name, const std::string& text)
{
    ctask.scratch.write_file((workspace + "/" + name).substr(ctask.scratch.path().size() + 1), text);
}

} // namespace

TEST_CASE("without a session nothing has changed, and after one what it changed is told")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    const ProgramResult none = ctask.run({"diff", "idea"});
    CHECK(none.status == 0);
    CHECK(none.out == "");
    CHECK(contains(none.err, "no session has run in idea yet"));
    CHECK(parsed(ctask.run({"diff", "idea", "--json"}).out).root()["since"].is_null_or_absent());

    put(ctask, workspace, "old", "x");
    REQUIRE(ctask
                .run(Words{"resume", workspace} +
                     Binary::agent({"write", "a b=1", "append", "notes.md=more", "remove", "old"}))
                .status == 0);
    put(ctask, workspace, "later", "not of that session");

    const ProgramResult changed = ctask.run({"diff", "idea"});
    CHECK(changed.status == 1);
    CHECK(changed.out == "added     a b\nmodified  notes.md\ndeleted   old\n");
    CHECK(contains(changed.err, "changes by the last session ("));
    CHECK(ctask.run({"diff", "idea", "--name-only"}).out == "a b\nnotes.md\nold\n");
    CHECK(ctask.run({"diff", "idea", "--name-only"}).err == "");
    const JsonDocument json = parsed(ctask.run({"diff", "idea", "--json"}).out);
    CHECK(json.root()["since"].text() == "last");
    CHECK(json.root()["files_added"].texts() == Words{"a b"});
    CHECK(json.root()["files_deleted_count"].number() == 1);
}

TEST_CASE("while a session runs, what has changed since it began is told, and nothing is written")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    REQUIRE(ctask.run(Words{"resume", workspace} + Binary::agent({"write", "earlier=1"})).status == 0);
    RunningSession session(ctask, workspace, "one");
    CHECK(ctask.run({"diff", workspace}).status == 0);
    CHECK(contains(ctask.run({"diff", workspace}).err, "nothing has changed since the running session ("));
    put(ctask, workspace, "new", "1");
    const Words before = names_in(workspace + "/.ctask");

    const ProgramResult changed = ctask.run({"diff", workspace});

    CHECK(changed.status == 1);
    CHECK(contains(changed.out, "added     new\n"));
    CHECK_FALSE(contains(changed.out, "earlier"));
    CHECK(contains(changed.err, "changes since the running session ("));
    CHECK(names_in(workspace + "/.ctask") == before);
    RunningSession beside(ctask, workspace, "two", {"--force"});
    CHECK(contains(ctask.run({"diff", workspace}).err, "1 other session runs in the workspace too"));
    CHECK(parsed(ctask.run({"diff", workspace, "--json"}).out).root()["other_sessions"].number() == 1);
    CHECK(beside.end().status == 0);
    CHECK(session.end().status == 0);
}

TEST_CASE("of a session that was cut off what it had changed is told before it is recorded")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    {
        RunningSession session(ctask, workspace, "one", {}, {"write", "half=1"});
        session.program().send(SIGKILL);
        session.tell_to_end();
        session.program().wait();
        const bool over = eventually([&] { return contains(ctask.run({"list"}).out, "stale"); });
        REQUIRE(over);
    }

    const ProgramResult changed = ctask.run({"diff", workspace});

    CHECK(changed.status == 1);
    CHECK(contains(changed.out, "added     half\n"));
    CHECK(contains(changed.err, "changes since the interrupted session ("));
}

TEST_CASE("what cannot be told is trouble, and not a difference")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    REQUIRE(ctask.run(Words{"resume", workspace} + Binary::agent({"write", "a=1"})).status == 0);
    put(ctask, workspace, ".ctask/last-session-summary.json", "torn");
    put(ctask, workspace, ".ctask/history.jsonl", "torn too\n");

    CHECK(ctask.run({"diff", workspace}).status == 2);
    CHECK(ctask.run({"diff", "no-such-thing"}).status == 2);
    CHECK(ctask.run({"diff", "--frobnicate"}).status == 2);
}

TEST_CASE("names do nothing to a terminal, and are raw in a pipe")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    REQUIRE(ctask.run(Words{"resume", workspace} + Binary::agent({"write", "a\x1b[2J=1"})).status == 0);

    CHECK(ctask.run({"diff", workspace}).out == "added     a\\x1b[2J\n");
    CHECK(ctask.run({"diff", workspace, "--name-only"}).out == "a\x1b[2J\n");
    Pty terminal = ctask.start_on_terminal({"diff", workspace, "--name-only"});
    terminal.expect("a\\x1b[2J");
    CHECK(terminal.wait().status == 1);
}
