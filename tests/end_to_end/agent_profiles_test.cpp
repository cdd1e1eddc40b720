// Agent profiles of the config file, through the binary.
#include "support/binary.hpp"
#include "support/doctest.hpp"

using namespace ctask;

TEST_CASE("a profile runs with its own arguments before those behind the dashes, and its variables win")
{
    const Binary ctask;
    ctask.scratch.write_file(
        "home/.config/ctask/config.yaml",
        "agents:\n  big:\n    command: sh\n    args: [-c, 'echo \"$0|$1|$$CTASK_TASK|$$NEW\"', 'a b']\n"
        "    env: {CTASK_TASK: mine, NEW: ~/x}\n");

    const ProgramResult first = ctask.run({"new", "idea", "-a", "big", "--", "c d"});
    const ProgramResult second = ctask.run({"resume", "idea"});

    CHECK(first.status == 0);
    CHECK(first.out == "a b|c d|mine|" + ctask.scratch.path("home/x") + "\n");
    CHECK(second.out == "a b||mine|" + ctask.scratch.path("home/x") + "\n");
    CHECK(contains(first.err, " · big\n"));
    CHECK(contains(read_file(ctask.workspaces().at(0), "task.yaml"), "\nagent: big\n"));
}

TEST_CASE("the config file names the root, the agent and what is ignored")
{
    Binary ctask;
    ctask.environment = {"HOME=" + ctask.scratch.path("home"), "PATH=/usr/bin:/bin"};
    ctask.scratch.write_file("home/.config/ctask/config.yaml",
                             "root: ~/work\ndefault_agent: sh\nignore: [build/]\n");

    const ProgramResult made =
        ctask.run({"new", "idea", "--", "-c", "mkdir build && echo x > build/y && echo z > kept"});

    CHECK(made.status == 0);
    CHECK(contains(made.err, "1 added\n"));
    CHECK(names_in(ctask.scratch.path("home/work/general")).size() == 1);
}
