// What ctask costs while it waits for its child, and what a long past costs.
#include "bench/comparison.hpp"
#include "bench/room.hpp"

#include <cstdio>
#include <exception>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace ctask::bench {

namespace {

constexpr unsigned kIdleSeconds = 65;
constexpr int kHeartbeatSeconds = 30;

/// A number behind `name:` in /proc/PID/status.
long status_number(pid_t pid, const std::string& name)
{
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ":")) return std::stol(line.substr(name.size() + 1));
    return 0;
}

void measure_idling()
{
    const Room room(kDisk);
    room.make_workspace("idle");
    room.make_tree("root/general/2026-01-01_idle/output", 100, Shape::node_modules);
    const pid_t pid = start(room.ctask({"resume", "idle", "--agent", "sleep", "--", "3600"}));
    ::sleep(2);
    const long before = status_number(pid, "voluntary_ctxt_switches");
    ::sleep(kIdleSeconds);
    const long wakings = status_number(pid, "voluntary_ctxt_switches") - before;
    const double resident = static_cast<double>(status_number(pid, "VmRSS")) / 1024;
    end(pid);
    // A heartbeat writes a file, for which it may wait a few times.
    const long beats = kIdleSeconds / kHeartbeatSeconds;
    print_row("voluntary context switches beside a sleeping child, " + std::to_string(kIdleSeconds) + " s",
              std::to_string(beats) + " heartbeats", std::to_string(wakings), "the heartbeat's only",
              wakings <= beats * 4, "");
    print_row("resident beside a sleeping child in 100 files", "", in_short(resident) + " MiB", "<= 8.00 MiB",
              resident <= 8, "");
}

void compare_pasts()
{
    const Room room(kMemory);
    const std::string young = room.make_workspace("young");
    const std::string old = room.make_workspace("old");
    const Command in_young = room.ctask({"resume", "young", "--agent", "true"});
    const Command in_old = room.ctask({"resume", "old", "--agent", "true"});
    run(in_young);
    run(in_old);
    room.make_past(young, 1);
    room.make_past(old, 10'000);
    // 1.0x is asked; five hundredths are what two equal commands differ by here.
    compare({"`resume` with 10,000 past sessions", "with 1", [&] { return run(in_old).milliseconds; },
             [&] { return run(in_young).milliseconds; }, 1.05, 201});
}

} // namespace

} // namespace ctask::bench

int main()
{
    try {
        ctask::bench::print_heading();
        ctask::bench::compare_pasts();
        ctask::bench::measure_idling();
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
