// delete and undo, by the built program: with a real git, a terminal, and processes that are in the way.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

void git(const Binary& ctask, const std::string& directory, const Words& words)
{
    const Words identity = {"git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", directory};
    const ProgramResult result = Program(ctask.setup(identity + words)).wait();
    REQUIRE_MESSAGE(result.status == 0, result.err);
}

std::string below_scratch(const Binary& ctask, const std::string& path)
{
    return path.substr(ctask.scratch.path().size() + 1);
}

} // namespace

TEST_CASE("a deleted workspace comes back as it was, and works as before")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    REQUIRE(ctask.run(Words{"resume", workspace} + Binary::agent({"write", "a.txt=1"})).status == 0);
    const std::string task = read_file(workspace, "task.yaml");

    const ProgramResult deleted = ctask.run({"delete", "--yes", "idea"});
    CHECK(deleted.status == 0);
    CHECK(contains(deleted.out, "idea: "));
    CHECK(contains(deleted.out, ", 1 session"));
    CHECK(ctask.workspaces().empty());
    CHECK(ctask.run({"list", "--names"}).out.empty());

    const ProgramResult back = ctask.run({"undo"});
    CHECK(back.status == 0);
    CHECK(back.out == workspace + "\n");
    CHECK(read_file(workspace, "task.yaml") == task);
    CHECK(leftovers(workspace) == "");
    const ProgramResult resumed = ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "3"}));
    CHECK(resumed.status == 3);
    CHECK_FALSE(contains(resumed.err, "changed outside"));
    CHECK(history_of(workspace).size() == 2);
}

TEST_CASE("what a cancelled new left comes back by undo")
{
    const Binary ctask;
    const ProgramResult cancelled = ctask.run(Words{"new", "idea"} + Binary::agent({"exit", "1"}));
    CHECK(contains(cancelled.err, "workspace moved to the trash; ctask undo brings it back"));
    CHECK(contains(ctask.run({"undo", "--list"}).out, "nothing done"));
    CHECK(ctask.run({"undo", "idea"}).status == 0);
    CHECK(ctask.workspaces().size() == 1);
}

TEST_CASE("on a terminal delete shows what would go and asks, and no is the default")
{
    for (const bool yes : {false, true}) {
        const Binary ctask;
        ctask.make_workspace("idea");
        Pty terminal = ctask.start_on_terminal({"delete", "idea"});
        terminal.expect("idea: ");
        terminal.expect("Move it to the trash? [y/N] ");
        terminal.type(yes ? "y\n" : "\n");
        const ProgramResult result = terminal.wait();
        CHECK(result.status == 0);
        CHECK(contains(result.out, "undo brings it back") == yes);
        CHECK(ctask.workspaces().size() == (yes ? 0 : 1));
    }
}

TEST_CASE("Ctrl-C at the question deletes nothing")
{
    const Binary ctask;
    ctask.make_workspace("idea");
    Pty terminal = ctask.start_on_terminal({"delete", "--purge", "idea"});
    terminal.expect("[yes/N] ");
    terminal.type("\x03");
    CHECK(terminal.wait().signal == SIGINT);
    CHECK(ctask.workspaces().size() == 1);
}

TEST_CASE("in a pipe nothing is deleted without --yes")
{
    const Binary ctask;
    ctask.make_workspace("idea");
    const ProgramResult result = ctask.run({"delete", "idea"});
    CHECK(result.status == 1);
    CHECK(contains(result.err, "ctask delete idea --yes"));
    CHECK(ctask.workspaces().size() == 1);
}

TEST_CASE("a session that runs keeps its workspace, whatever is said")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession session(ctask, workspace, "one");
    for (const char* option : {"--yes", "--purge"}) {
        const ProgramResult result = ctask.run({"delete", "--yes", option, "idea"});
        CHECK(result.status == 1);
        CHECK(contains(result.err, "idea is in use"));
    }
    CHECK(session.end().status == 0);
    CHECK(ctask.workspaces().size() == 1);
    CHECK(ctask.run({"delete", "--yes", "idea"}).status == 0);
}

TEST_CASE("a process that stands in it is shown by name and pid")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    ProgramSetup setup = ctask.setup({"sleep", "60"});
    setup.directory = workspace;
    Program sleeper(setup);
    const ProgramResult result = ctask.run({"delete", "--yes", "idea"});
    CHECK(contains(result.out,
                   "a process still stands in it: sleep 60 (pid " + std::to_string(sleeper.pid()) + ")"));
    sleeper.send(SIGKILL);
    CHECK(sleeper.wait().signal == SIGKILL);
}

TEST_CASE("work that only git knows of is named, wherever its repository lies")
{
    if (!is_installed("git")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string inside = below_scratch(ctask, workspace);
    git(ctask, workspace, {"init", "-q", "output/lib"});
    ctask.scratch.write_file(inside + "/output/lib/a", "x");
    git(ctask, workspace + "/output/lib", {"add", "."});
    git(ctask, workspace + "/output/lib", {"commit", "-q", "-m", "one"});
    ctask.scratch.write_file(inside + "/output/lib/a", "y");
    git(ctask, workspace + "/output/lib", {"stash", "-q"});
    ctask.scratch.write_file(inside + "/output/lib/new", "y");
    git(ctask, ctask.scratch.path(),
        {"clone", "-q", workspace + "/output/lib", workspace + "/context/clean"});
    git(ctask, workspace + "/output/lib", {"worktree", "add", "-q", workspace + "/context/tree"});
    ctask.scratch.write_file(inside + "/context/tree/b", "y");

    const ProgramResult result = ctask.run({"delete", "idea"});

    CHECK(contains(result.out,
                   "  uncommitted work in output/lib: 1 file (git -C " + workspace + "/output/lib status)"));
    CHECK(contains(result.out, "  not on any remote in output/lib: 1 commit (git -C "));
    CHECK(contains(result.out, "  stashed in output/lib: 1 change (git -C "));
    CHECK(contains(result.out, "  uncommitted work in context/tree: 1 file"));
    CHECK_FALSE(contains(result.out, "context/clean"));
}

TEST_CASE("a repository cannot make delete run a program")
{
    if (!is_installed("git")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string inside = below_scratch(ctask, workspace);
    const std::string canary = ctask.scratch.path("ran");
    git(ctask, workspace, {"init", "-q", "evil"});
    const std::string evil = workspace + "/evil";
    ctask.scratch.write_file(inside + "/evil/a", "x");
    ctask.scratch.write_file(inside + "/evil/.gitattributes", "* filter=evil\n");
    git(ctask, evil, {"add", "."});
    git(ctask, evil, {"commit", "-q", "-m", "one"});
    ctask.scratch.write_file("evil.sh", "#!/bin/sh\ntouch " + canary + "\ncat\n");
    ctask.scratch.set_mode("evil.sh", 0755);
    const std::string script = ctask.scratch.path("evil.sh");
    for (const char* key : {"core.fsmonitor", "filter.evil.clean", "filter.evil.process", "core.sshCommand",
                            "core.pager", "gpg.program", "diff.external", "core.editor"})
        git(ctask, evil, {"config", key, script});
    git(ctask, evil, {"config", "log.showSignature", "true"});
    for (const char* hook : {"post-index-change", "reference-transaction", "pre-auto-gc"}) {
        ctask.scratch.write_file(inside + "/evil/.git/hooks/" + hook, "#!/bin/sh\ntouch " + canary + "\n");
        ctask.scratch.set_mode(inside + "/evil/.git/hooks/" + hook, 0755);
    }
    // The same size and another time: git must read the file to know whether it has changed.
    ctask.scratch.write_file(inside + "/evil/a", "y");
    const std::string index = read_file(evil, ".git/index");
    ctask.scratch.remove("ran");

    const ProgramResult result = ctask.run({"delete", "idea"});

    CHECK(contains(result.out, "uncommitted work in evil: "));
    CHECK_FALSE(ctask.scratch.exists("ran"));
    CHECK(read_file(evil, ".git/index") == index);
}

TEST_CASE("a damaged repository, and one that is only a name, are told, and never another one further up")
{
    if (!is_installed("git")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    git(ctask, ctask.scratch.path(), {"init", "-q", "root"});
    ctask.scratch.make_directory(below_scratch(ctask, workspace) + "/output/x/.git");
    const ProgramResult result = ctask.run({"delete", "idea"});
    CHECK(contains(result.out, "git cannot tell whether there is work in output/x: "));
}

TEST_CASE("purges and what empties the trash beside them all say what is true: it is gone")
{
    const Binary ctask;
    for (int count = 0; count < 4; ++count) {
        const std::string inside =
            below_scratch(ctask, ctask.make_workspace("idea-" + std::to_string(count)));
        for (int directory = 0; directory < 300; ++directory)
            ctask.scratch.write_file(inside + "/output/" + std::to_string(directory) + "/a/file", "x");
    }

    std::vector<std::unique_ptr<Program>> running;
    for (int count = 0; count < 4; ++count) {
        const std::string idea = "idea-" + std::to_string(count);
        running.push_back(
            std::make_unique<Program>(ctask.setup({Binary::path(), "delete", "--yes", "--purge", idea})));
        for (const char* title : {"one", "two"})
            running.push_back(
                std::make_unique<Program>(ctask.setup({Binary::path(), "new", "--no-launch", title})));
    }
    for (const auto& program : running) {
        const ProgramResult result = program->wait();
        CHECK(result.status == 0);
        CHECK_FALSE(contains(result.err, "stay"));
        CHECK_FALSE(contains(result.err, "cannot empty"));
    }
    CHECK(ctask.trash().empty());
}

TEST_CASE("--purge removes a hostile tree and nothing that it points to")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string inside = below_scratch(ctask, workspace);
    ctask.scratch.write_file("canary/precious", "x");
    ctask.scratch.make_link(ctask.scratch.path("canary"), inside + "/output/link");
    ctask.scratch.make_link("/", inside + "/context/root");
    std::string deep = inside;
    for (int level = 0; level < 60; ++level) deep += "/" + std::string(50, 'd');
    ctask.scratch.write_file(deep + "/file", "x");

    const ProgramResult result = ctask.run({"delete", "--yes", "--purge", "idea"});

    CHECK(result.status == 0);
    CHECK(contains(result.err, "removed for good: "));
    CHECK(ctask.workspaces().empty());
    CHECK(ctask.trash().empty());
    CHECK(ctask.scratch.read_file("canary/precious") == "x");
}
