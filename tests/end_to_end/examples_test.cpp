// The examples of the manual, typed one after the other by a user who has claude and make.
#include "end_to_end/manual.hpp"
#include "end_to_end/remains.hpp"
#include "support/binary.hpp"
#include "support/doctest.hpp"

using namespace ctask;

namespace {

/// Answers what is asked, and leaves what is watched.
ProgramResult type(const Binary& ctask, const std::string& command)
{
    Pty terminal(ctask.setup({"bash", "-c", command}));
    if (contains(command, "ctask delete")) {
        terminal.expect("[y/N]");
        terminal.type("y\r");
    }
    if (contains(command, "ctask attach")) terminal.expect("[exited]");
    if (contains(command, "--watch")) {
        terminal.expect("no session runs");
        terminal.type("q");
    }
    return terminal.wait();
}

} // namespace

TEST_CASE("every example of the manual does what it says, in the order they are shown")
{
    if (!is_installed("tmux")) return;
    Binary ctask;
    ctask.scratch.make_directory("tmux");
    ctask.environment.push_back("TMUX_TMPDIR=" + ctask.scratch.path("tmux"));
    install_ctask(ctask);
    install(ctask, "claude", "#!/bin/sh\necho \"worked: $*\" >> notes.md\n");
    install(ctask, "make", "#!/bin/sh\necho \"made: $*\" >> \"$HOME/made\"\n");

    const Words commands = commands_in_manual("EXAMPLES");
    REQUIRE(commands.size() > 15);
    for (const std::string& command : commands) {
        const ProgramResult result = type(ctask, command);
        CHECK_MESSAGE(result.status == 0, command, "\n", result.out);
        CHECK_FALSE(contains(result.out, "hint"));
    }
    CHECK(contains(ctask.scratch.read_file("home/made"), "check"));
}
