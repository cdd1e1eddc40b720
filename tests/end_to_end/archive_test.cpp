// archive and restore, from a script and on a terminal.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

TEST_CASE("an archived workspace is hidden and not resumed until it is restored")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    CHECK(ctask.run({"archive", "idea"}).status == 0);
    CHECK(ctask.run({"list", "--names"}).out.empty());
    CHECK(contains(ctask.run({"list", "--all"}).out, "archived"));
    const ProgramResult refused = ctask.run({"resume", "idea", "--agent", "true"});
    CHECK(refused.status == 125);
    CHECK(contains(refused.err, "ctask restore "));

    CHECK(ctask.run({"restore", "idea"}).status == 0);
    CHECK(ctask.run({"resume", "idea", "--agent", "true"}).status == 0);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a workspace in use is archived after a yes only")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    RunningSession other(ctask, workspace, "one");

    CHECK(ctask.run({"archive", "idea"}).status == 1);
    Pty declined = ctask.start_on_terminal({"archive", "idea"});
    declined.expect("is in use");
    declined.expect("[y/N] ");
    declined.type("\n");
    CHECK(declined.wait().status == 0);
    CHECK(contains(read_file(workspace, "task.yaml"), "status: active"));

    Pty interrupted = ctask.start_on_terminal({"archive", "idea"});
    interrupted.expect("[y/N] ");
    interrupted.type("\x03");
    CHECK(interrupted.wait().signal == SIGINT);

    Pty accepted = ctask.start_on_terminal({"archive", "idea"});
    accepted.expect("[y/N] ");
    accepted.type("y\n");
    accepted.expect("archived ");
    CHECK(accepted.wait().status == 0);
    CHECK(contains(read_file(workspace, "task.yaml"), "status: archived"));
    CHECK(other.end().status == 0);
    CHECK(leftovers(workspace) == "");
}
