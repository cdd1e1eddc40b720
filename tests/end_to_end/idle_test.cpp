// Beside a sleeping agent ctask sleeps.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

using namespace ctask;

namespace {

/// How often the threads of a process were given the processor and gave it back.
std::size_t context_switches(pid_t pid)
{
    std::size_t count = 0;
    const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
    for (const auto& task : names_in(tasks)) {
        std::ifstream status(tasks + "/" + task + "/status");
        for (std::string line; std::getline(status, line);)
            if (contains(line, "ctxt_switches:")) count += std::stoul(line.substr(line.find('\t')));
    }
    return count;
}

/// The calls and their names that `strace -c` counted.
std::vector<std::pair<std::string, int>> counted_calls(const std::string& table)
{
    std::vector<std::pair<std::string, int>> calls;
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string share;
        std::string seconds;
        std::string each;
        int count = 0;
        std::string name;
        if (!(words >> share >> seconds >> each >> count) || !contains(share, ".")) continue;
        while (words >> name) {
        }
        if (name != "total") calls.emplace_back(name, count);
    }
    return calls;
}

} // namespace

TEST_CASE("beside a sleeping agent ctask is one thread that is not woken")
{
    const Binary ctask;
    RunningSession session(ctask, ctask.make_workspace("idea"), "one");
    const pid_t pid = session.program().pid();
    // The first of these intervals may still hold the start, and one a heartbeat.
    const auto sleeps = [&] {
        const std::size_t before = context_switches(pid);
        std::this_thread::sleep_for(std::chrono::seconds(2));
        return context_switches(pid) == before;
    };

    CHECK(eventually(sleeps));
    CHECK(names_in("/proc/" + std::to_string(pid) + "/task").size() == 1);
    CHECK(session.end().status == 0);
}

TEST_CASE("beside a sleeping agent ctask makes no system call")
{
    const Binary ctask;
    if (Program(ctask.setup({"sh", "-c", "strace -o /dev/null true"})).wait().status != 0) {
        MESSAGE("skipped: no strace here that may trace");
        return;
    }
    RunningSession session(ctask, ctask.make_workspace("idea"), "one");
    const pid_t pid = session.program().pid();
    REQUIRE(eventually([&] { return state_of(pid) == 'S'; }));
    const std::string table = ctask.scratch.path("calls");

    Program(ctask.setup(
                {"timeout", "-s", "INT", "5", "strace", "-f", "-c", "-o", table, "-p", std::to_string(pid)}))
        .wait();

    // Being attached to makes the one call that sleeps return, and be made again.
    for (const auto& call : counted_calls(ctask.scratch.read_file("calls"))) {
        CHECK(call.first == "epoll_wait");
        CHECK(call.second <= 2);
    }
    CHECK(session.end().status == 0);
}
