// Projects with git, through the binary.
#include "support/binary.hpp"
#include "support/doctest.hpp"
#include "workspace/paths.hpp"

#include <algorithm>

using namespace ctask;

namespace {

/// `new --project` with a shell command as the agent.
Words project_running(const std::string& command)
{
    return {"new", "--project", "Billing", "-a", "sh", "--", "-c", command};
}

bool has_git()
{
    const bool found = std::system("git --version >/dev/null 2>&1") == 0;
    if (!found) MESSAGE("git is not installed");
    return found;
}

} // namespace

TEST_CASE("the agent of a project starts in its directory, within a git repository")
{
    if (!has_git()) return;
    const Binary ctask;

    const ProgramResult result =
        ctask.run(project_running("pwd; git rev-parse --show-toplevel; git status --short --ignored"));

    REQUIRE(ctask.workspaces().size() == 1);
    const std::string project = ctask.workspaces()[0];
    CHECK(contains(project, "/projects/"));
    CHECK(result.out.starts_with(project + "/billing\n" + project + "\n"));
    CHECK(contains(result.out, "!! ../.ctask/"));
    CHECK(contains(result.out, "?? ../task.yaml"));
    CHECK(names_in(project + "/.git/hooks").empty());
    CHECK(contains(result.err, "no file changed") == false);
}

TEST_CASE("git takes neither another repository nor hooks for a project's")
{
    if (!has_git()) return;
    Binary ctask;
    ctask.scratch.make_directory("other");
    ctask.scratch.write_file("templates/hooks/post-checkout", "#!/bin/sh\n");
    ctask.scratch.write_file("home/.gitconfig", "[init]\n\ttemplateDir = " + ctask.scratch.path("templates") +
                                                    "\n\tdefaultBranch = trunk\n");
    ctask.environment.push_back("GIT_DIR=" + ctask.scratch.path("other/repository"));
    ctask.environment.push_back("GIT_WORK_TREE=" + ctask.scratch.path("other"));

    CHECK(ctask.run({"new", "--project", "x", "--no-launch"}).status == 0);

    const std::string project = ctask.workspaces().at(0);
    CHECK(read_file(project, ".git/HEAD") == "ref: refs/heads/trunk\n");
    CHECK_FALSE(exists(project, ".git/hooks"));
    CHECK(names_in(ctask.scratch.path("other")).empty());
}

TEST_CASE("a project in which nothing happened goes to the trash, repository and all")
{
    const Binary ctask;
    CHECK(ctask.run(project_running("exit 3")).status == 3);
    CHECK(ctask.workspaces().empty());
    CHECK(ctask.trash().size() == 1);
}

TEST_CASE("ctask inside a session finds what it finds outside, wherever the session's workspace lies")
{
    Binary ctask;
    ctask.scratch.make_directory("sites");
    ctask.environment.push_back("CTASK_PROJECT_ROOT=" + ctask.scratch.path("sites"));
    REQUIRE(ctask.run({"new", "--project", "shop", "--no-launch"}).status == 0);
    const std::string idea = ctask.make_workspace("idea");
    const std::string shop = ctask.run({"path", "shop"}).out;
    ctask.scratch.write_file("elsewhere/task.yaml", "slug: apart\n");
    const std::string names = ctask.run({"list", "--names"}).out;
    REQUIRE(occurrences(names, "\n") == 2);

    const std::string found_under = "echo $CTASK_ROOT; ";
    const std::string look = Binary::path() + " list --names; " + Binary::path() + " path idea";
    for (const auto& [workspace, root] : {std::pair(std::string("shop"), ctask.scratch.path("sites")),
                                          std::pair(ctask.scratch.path("elsewhere"), ctask.scratch.path())}) {
        const ProgramResult inside =
            ctask.run({"resume", workspace, "-a", "sh", "--", "-c", found_under + look});
        CHECK(inside.out == root + "\n" + names + idea + "\n");
    }
    const ProgramResult nested =
        ctask.run({"resume", "shop", "-a", "sh", "--", "-c",
                   Binary::path() + " resume idea -a sh -- -c '" + Binary::path() + " path shop'"});
    CHECK(nested.out == shop);
    const ProgramResult other = ctask.run({"resume", "shop", "-a", "sh", "--", "-c",
                                           "CTASK_ROOT=$HOME " + Binary::path() + " list --names; true"});
    CHECK(other.out == last_component(shop));
}

TEST_CASE("without git one notice is all, and a failing one is no worse")
{
    Binary ctask;
    const std::string only = ctask.scratch.path("bin");
    ctask.scratch.make_directory("bin");
    ctask.scratch.make_link("/bin/sh", "bin/sh");
    std::replace_if(
        ctask.environment.begin(), ctask.environment.end(),
        [](const std::string& entry) { return entry.starts_with("PATH="); }, "PATH=" + only);

    const ProgramResult without = ctask.run(project_running("exit 0"));
    CHECK(without.status == 0);
    CHECK(occurrences(without.err, "git") == 1);
    CHECK(exists(ctask.workspaces().at(0), ".gitignore"));

    ctask.scratch.write_file("bin/git", "#!/bin/sh\nexit 128\n");
    ctask.scratch.set_mode("bin/git", 0755);
    const ProgramResult failing = ctask.run(project_running("exit 0"));
    CHECK(failing.status == 0);
    CHECK(contains(failing.err, "[ctask] git init failed (exit status 128)"));
}
