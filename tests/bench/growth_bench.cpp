// Time and memory against files, workspaces and past sessions, as a plot: straight lines are what is wanted.
#include "bench/comparison.hpp"
#include "bench/plot.hpp"
#include "bench/room.hpp"

#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>

namespace ctask::bench {

namespace {

constexpr int kRounds = 5;

struct Growing {
    std::string name;
    std::vector<std::size_t> counts;
    std::function<void(const Room&, std::size_t)> prepare;
    std::vector<std::string> arguments;
};

Panel grow(const Growing& growing)
{
    Panel panel{growing.name, {}};
    for (const std::size_t count : growing.counts) {
        const Room room(kDisk);
        growing.prepare(room, count);
        const Command command = room.ctask(growing.arguments);
        run(command);
        std::vector<double> times;
        std::vector<double> peaks;
        for (int round = 0; round < kRounds; ++round) {
            times.push_back(run(command).milliseconds);
            peaks.push_back(static_cast<double>(peak_of(command)) / 1e6);
        }
        panel.points.push_back({static_cast<double>(count), median(times), median(peaks)});
        print_note(growing.name + ": " + std::to_string(count) + ": " + in_short(median(times)) + " ms, " +
                   in_short(median(peaks)) + " MB");
    }
    return panel;
}

void measure(const std::string& file)
{
    const std::vector<std::string> resume = {"resume", "one", "--agent", "true"};
    const auto with_files = [](const Room& room, std::size_t count) {
        room.make_workspace("one");
        room.make_tree("root/general/2026-01-01_one/output", count, Shape::node_modules);
    };
    const auto with_workspaces = [](const Room& room, std::size_t count) { room.make_workspaces(count); };
    const auto with_past = [](const Room& room, std::size_t count) {
        const std::string workspace = room.make_workspace("one");
        run(room.ctask({"resume", "one", "--agent", "true"}));
        room.make_past(workspace, count);
    };
    const std::vector<std::size_t> files = {10'000, 50'000, 100'000, 200'000};
    const std::vector<std::size_t> workspaces = {1'000, 2'500, 5'000, 10'000};
    const std::vector<std::size_t> past = {1, 2'500, 5'000, 10'000};
    std::vector<Panel> panels;
    panels.push_back(grow({"resume: files in the workspace", files, with_files, resume}));
    panels.push_back(
        grow({"list --limit=0: workspaces", workspaces, with_workspaces, {"list", "--limit=0"}}));
    panels.push_back(grow({"resume: past sessions", past, with_past, resume}));
    std::ofstream(file, std::ios::binary) << plot(panels);
    print_note("plotted in " + file);
}

} // namespace

} // namespace ctask::bench

int main(int argc, char** argv)
{
    try {
        ctask::bench::measure(argc > 1 ? argv[1] : "growth.svg");
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
