// How long ctask takes to start, and to get to the agent.
#include "bench/comparison.hpp"
#include "bench/room.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>

namespace ctask::bench {

namespace {

constexpr int kRounds = 201;

std::string program(const char* variable)
{
    const char* path = std::getenv(variable);
    return path == nullptr ? std::string() : path;
}

void compare_starts(const Room& room)
{
    const Command nothing{{program("BENCH_NOTHING")}, room.environment()};
    const auto reference = [&] { return run(nothing).milliseconds; };
    const auto row = [&](const std::string& what, const Command& command) {
        const auto measured = [&] { return run(command).milliseconds; };
        compare({what, "a C program that does nothing", measured, reference, 2, kRounds});
    };
    row("`ctask --version`", room.ctask({"--version"}));
    room.make_workspace("one");
    row("`ctask path one`", room.ctask({"path", "one"}));
    room.write("home/.config/ctask/config.yaml",
               "default_agent: \"true\"\nagents:\n  fast: {command: \"true\", args: [--model, small]}\n"
               "ignore: [node_modules/, \"*.o\"]\n");
    row("`ctask path one` with a config file", room.ctask({"path", "one"}));
    room.remove("home/.config/ctask/config.yaml");
}

void compare_sessions(const Room& room, const std::string& where)
{
    const std::string workspace = room.make_workspace("hundred");
    room.make_tree(workspace.substr(room.path().size() + 1) + "/output", 100, Shape::node_modules);
    const Command session = room.ctask({"resume", "hundred", "--agent", "true"});
    const Command shell{{"sh", "-c", "true"}, room.environment()};
    compare({"`ctask resume x --agent true` in 100 files, " + where, "`sh -c true`",
             [&] { return run(session).milliseconds; }, [&] { return run(shell).milliseconds; }, 4, kRounds});

    const std::string agent = program("BENCH_FIRST_INSTRUCTION");
    const Command to_agent = room.ctask({"resume", "hundred", "--agent", agent});
    const Command fork_and_exec{{program("BENCH_FORK_AND_EXEC"), agent}, room.environment()};
    compare({"to the agent's first instruction, " + where, "fork and exec from a C program",
             [&] { return run_to_first_instruction(to_agent).milliseconds; },
             [&] { return run_to_first_instruction(fork_and_exec).milliseconds; }, 3, kRounds});
}

void measure()
{
    print_heading();
    {
        const Room room(kMemory);
        compare_starts(room);
        compare_sessions(room, "without syncs (in memory)");
    }
    const Room room(kDisk);
    compare_sessions(room, "with syncs (on disk)");
}

} // namespace

} // namespace ctask::bench

int main()
{
    try {
        ctask::bench::measure();
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
