// EXIT STATUS in ctask(1), as a caller sees it.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

TEST_CASE("ctask exits with the agent's own status")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    for (const int status : {0, 1, 3, 75, 125, 130, 255}) {
        CAPTURE(status);
        const auto agent = Binary::agent({"exit", std::to_string(status)});
        CHECK(ctask.run(Words{"resume", workspace} + agent).status == status);
    }
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("ctask dies of the signal that the agent died of, after all is settled")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    std::size_t sessions = 0;

    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGSEGV, SIGKILL, SIGUSR1, SIGPIPE, SIGABRT}) {
        CAPTURE(signal);
        const auto agent = Binary::agent({"die", std::to_string(signal)});
        CHECK(ctask.run(Words{"resume", workspace} + agent).signal == signal);
        CHECK(history_of(workspace).size() == ++sessions);
        CHECK(leftovers(workspace) == "");
    }
    CHECK(history_of(workspace)[1].root()["exit_signal"].text() == "TERM");
    CHECK_FALSE(exists(ctask.scratch.path("home"), "core"));
}

TEST_CASE("an agent that is not there gives 127 and one that cannot be executed 126")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    ctask.scratch.write_file("home/plain", "no program");

    const ProgramResult missing = ctask.run({"resume", workspace, "--agent", "surely-no-such-agent"});
    const ProgramResult plain = ctask.run({"resume", workspace, "--agent", "./plain"});
    const ProgramResult directory = ctask.run({"resume", workspace, "--agent", "/etc"});

    CHECK(missing.status == 127);
    CHECK(contains(missing.err, "[ctask] agent not found: surely-no-such-agent"));
    CHECK(plain.status == 126);
    CHECK(directory.status == 126);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("what stands in the way is told with its own source")
{
    Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    REQUIRE(ctask.run({"delete", "--yes", ctask.make_workspace("gone")}).status == 0);
    ctask.environment.push_back("SHELL=/no/shell");

    const ProgramResult shell = ctask.run({"open", workspace});
    const ProgramResult trashed = ctask.run({"resume", "gone"});

    CHECK(shell.status == 127);
    CHECK(contains(shell.err, "[ctask] shell not found: /no/shell\n[ctask] SHELL names it: "));
    CHECK_FALSE(contains(shell.err, "--agent"));
    CHECK(trashed.status == 125);
    CHECK(contains(trashed.err, "it is in the trash; ctask undo gone brings it back\n"));
    CHECK(ctask.run({"undo", "gone"}).status == 0);
}

TEST_CASE("a file that exec refuses gives 126 and leaves nothing")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    ctask.scratch.write_file("home/odd", "\x7f"
                                         "ELF, not really");
    ctask.scratch.set_mode("home/odd", 0755);

    const ProgramResult result = ctask.run({"resume", workspace, "--agent", "./odd"});

    CHECK(result.status == 126);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("wrong usage gives 2, and says what would be right")
{
    const Binary ctask;

    const ProgramResult option = ctask.run({"new", "--categry", "x"});
    const ProgramResult command = ctask.run({"resum", "x"});
    const ProgramResult duration = ctask.run({"new", "--timeout=soon"});
    const ProgramResult words = ctask.run({"new", "idea", "--agent", "claude --continue"});

    CHECK(option.status == 2);
    CHECK(contains(option.err, "category"));
    CHECK(command.status == 2);
    CHECK(contains(command.err, "resume"));
    CHECK(duration.status == 2);
    CHECK(words.status == 2);
    CHECK(contains(words.err, "-- --continue"));
    CHECK(ctask.workspaces().empty());
}

TEST_CASE("a session that cannot be begun gives 125, and another command that fails 1")
{
    const Binary ctask;
    ctask.scratch.write_file("root/general", "in the way");

    CHECK(ctask.run({"new", "idea", "--agent", "true"}).status == 125);
    CHECK(ctask.run({"resume", "nothing"}).status == 125);
    CHECK(ctask.run({"info", "nothing"}).status == 1);
    CHECK(ctask.run({"path", "nothing"}).status == 1);
}
