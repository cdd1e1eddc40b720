// Signals at any moment of ctask's life, from its first: none is lost, and none leaves anything unsettled.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <filesystem>
#include <thread>

using namespace ctask;

namespace {

using std::chrono::microseconds;

/// Processes whose working directory is this one.
std::size_t standing_in(const std::string& directory)
{
    std::size_t count = 0;
    for (const auto& process : names_in("/proc")) {
        if (process.find_first_not_of("0123456789") != std::string::npos) continue;
        std::error_code gone;
        const auto link = std::filesystem::read_symlink("/proc/" + process + "/cwd", gone);
        if (link == directory) ++count;
    }
    return count;
}

void pass(microseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(microseconds(50));
}

/// Long enough that an agent runs by then: the sweep below covers all that is before.
microseconds time_until_agent_runs(const Binary& ctask, const std::string& workspace)
{
    const auto start = std::chrono::steady_clock::now();
    RunningSession session(ctask, workspace, "probe");
    const auto took = std::chrono::steady_clock::now() - start;
    session.end();
    return std::chrono::duration_cast<microseconds>(took) + microseconds(2000);
}

/// Sends the signal at `steps` moments between ctask's start and that of an agent that would run for ever.
void sweep(int signal, bool to_group, int steps)
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const microseconds whole = time_until_agent_runs(ctask, workspace);
    const auto agent = Binary::agent({"append", ctask.scratch.path("ran") + "=x", "busy"});
    ctask.scratch.write_file("ran", "");
    for (int step = 0; step < steps; ++step) {
        CAPTURE(step);
        Program program = ctask.start(Words{"resume", workspace} + agent);
        // Most of them early: before the agent runs is less than half of the time.
        pass(whole * step * step / (steps * steps));
        ::kill(to_group ? -program.pid() : program.pid(), signal);

        const ProgramResult result = program.wait();

        CHECK(result.signal == signal);
        CHECK(leftovers(workspace) == "");
        CHECK(standing_in(workspace) == 0);
    }
    // The probe is in the history too. An agent may die before it tells that it ran.
    const std::size_t ran = ctask.scratch.read_file("ran").size();
    CHECK(history_of(workspace).size() - 1 >= ran);
}

} // namespace

TEST_CASE("a signal between ctask's start and the agent's ends both, and all is settled")
{
    for (const int signal : {SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGALRM}) {
        CAPTURE(signal);
        sweep(signal, false, 24);
    }
}

TEST_CASE("so does an early Ctrl-C, which the whole group gets")
{
    sweep(SIGINT, true, 40);
}

TEST_CASE("an early hang-up by the parent ends both, and all is settled")
{
    sweep(SIGHUP, false, 6);
}

TEST_CASE("signals while a session is settled change nothing about it")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const microseconds whole = time_until_agent_runs(ctask, workspace);
    std::size_t settled = 1;
    for (int step = 0; step < 40; ++step) {
        CAPTURE(step);
        Program program = ctask.start(Words{"resume", workspace} + Binary::agent({"exit", "7"}));
        pass(whole / 2 + whole * step / 40);
        program.send(SIGTERM);

        const ProgramResult result = program.wait();

        const std::size_t now = history_of(workspace).size();
        CHECK((result.signal == SIGTERM || (result.status == 7 && now == settled + 1)));
        settled = now;
        CHECK(leftovers(workspace) == "");
    }
}
