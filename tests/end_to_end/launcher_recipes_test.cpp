// The manual's recipes for launchers, each of them run.
#include "end_to_end/manual.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "end_to_end/tmux_user.hpp"
#include "support/doctest.hpp"

#include <algorithm>

using namespace ctask;

namespace {

bool starts_three(const std::string& command)
{
    return contains(command, "xargs") || command.starts_with("parallel");
}

/// xargs tells with 123 that one of its commands has failed, parallel with their number, and a popup what ran
/// in it.
int expected_status(const std::string& command)
{
    if (contains(command, "xargs")) return 123;
    return command.starts_with("parallel") || contains(command, "popup") ? 3 : 0;
}

/// Has claude, tmux with a window of their own, screen, and the workspace "parser".
class Launching {
  public:
    Launching()
    {
        Binary& ctask = user.ctask;
        install_ctask(ctask);
        install(ctask, "claude", "#!/bin/sh\necho worked >> notes.md\nexit 3\n");
        ctask.scratch.make_directory("screen");
        ctask.scratch.set_mode("screen", 0700);
        ctask.environment.push_back("SCREENDIR=" + ctask.scratch.path("screen"));
        parser = ctask.make_workspace("parser");
        user.tmux({"new-session", "-d", "-s", "mine", "sleep", "900"});
    }

    std::size_t sessions() const
    {
        std::size_t count = 0;
        for (const std::string& workspace : user.ctask.workspaces()) count += history_of(workspace).size();
        return count;
    }

    /// Types a command into a shell, and waits for the sessions that it starts.
    ProgramResult type(const std::string& command, const std::string& directory) const
    {
        const std::size_t before = sessions();
        ProgramSetup setup = user.ctask.setup({"bash", "-c", command});
        setup.directory = directory;
        const ProgramResult result = Program(setup).wait();
        const std::size_t more = starts_three(command) ? 3 : contains(command, "ctask") ? 1 : 0;
        const bool all_came = eventually([&] { return sessions() == before + more; });
        CHECK_MESSAGE(all_came, command, ": ", result.out, result.err);
        CHECK(eventually([&] { return processes_of(user.ctask).empty(); }));
        // The next command is for the window that stays: tmux closes the others in its own time.
        CHECK(eventually([&] { return occurrences(user.tmux({"list-panes", "-a"}), "\n") == 1; }));
        return result;
    }

    std::string last_code() const
    {
        return std::to_string(history_of(parser).back().root()["exit_code"].number().value_or(-1));
    }

    TmuxUser user;
    std::string parser;
};

} // namespace

TEST_CASE("every recipe for a launcher runs a session, and its end is known")
{
    for (const char* program : {"tmux", "screen", "setsid", "xargs", "parallel"})
        if (!is_installed(program)) return;
    const Launching launching;
    Pty terminal(launching.user.ctask.setup({"tmux", "attach-session", "-t", "mine"}));
    const auto is_attached = [&] { return !launching.user.tmux({"list-clients"}).empty(); };
    REQUIRE(eventually(is_attached));
    const std::string home = launching.user.ctask.scratch.path("home");

    const Words commands = commands_in_manual("LAUNCHERS");
    REQUIRE(commands.size() == 10);
    for (const std::string& command : commands) {
        const ProgramResult result = launching.type(command, home);
        CHECK_MESSAGE(result.status == expected_status(command), command, ": ", result.out, result.err);
        if (contains(command, "resume")) CHECK(launching.last_code() == "3");
        if (contains(command, "end.json")) {
            const std::string report = launching.user.ctask.scratch.read_file("home/end.json");
            CHECK_MESSAGE(parsed(report).root()["exit_status"].number() == 3, command);
            launching.user.ctask.scratch.remove("home/end.json");
        }
    }
    for (const char* name : {"one", "two", "three", "four", "five", "six"})
        CHECK(launching.user.ctask.scratch.exists("home/" + std::string(name) + ".json"));
}

TEST_CASE("the lines for cron and for make run where those run them")
{
    if (!is_installed("make")) return;
    const Launching launching;
    const Words blocks = blocks_in_manual("LAUNCHERS");
    REQUIRE(blocks.size() == 2);
    const std::string home = launching.user.ctask.scratch.path("home");

    SUBCASE("cron, with the environment that it has")
    {
        launching.user.ctask.scratch.make_directory("home/bin");
        REQUIRE(launching.type("cp -P ../bin/* bin/", home).status == 0);
        const std::string line = blocks[0].substr(blocks[0].find("PATH="));
        ProgramSetup setup = launching.user.ctask.setup({"/bin/sh", "-c", line});
        const Words own = setup.environment;
        setup.environment = {"SHELL=/bin/sh", "LOGNAME=me", "PATH=/usr/bin:/bin"};
        for (const std::string& entry : own)
            if (entry.starts_with("HOME=") || entry.starts_with("CTASK_ROOT="))
                setup.environment.push_back(entry);
        setup.directory = home;
        CHECK(Program(setup).wait().status == 3);
        CHECK(history_of(launching.parser).size() == 1);
    }
    SUBCASE("make")
    {
        launching.user.ctask.scratch.write_file("home/Makefile", blocks[1]);
        CHECK(launching.type("make review # by ctask", home).status == 2);
        const std::string report = launching.user.ctask.scratch.read_file("home/review.json");
        CHECK(parsed(report).root()["exit_status"].number() == 3);
    }
}
