// How long a list of very many workspaces takes, and a completion of their names.
#include "bench/comparison.hpp"
#include "bench/room.hpp"

#include <cstdio>
#include <exception>

namespace ctask::bench {

namespace {

constexpr double kCompletionGoal = 50;

void compare_lists()
{
    const Room room(kDisk);
    room.make_workspaces(10'000);
    const Command cat{{"sh", "-c", "cat " + room.path("root") + "/*/*/task.yaml"}, room.environment()};
    const auto reference = [&] { return run(cat).milliseconds; };
    const auto row = [&](const std::string& what, const Command& command) {
        const auto measured = [&] { return run(command).milliseconds; };
        compare({what, "`cat */*/task.yaml`", measured, reference, 2, 11});
    };
    row("`ctask list --limit=0` of 10,000", room.ctask({"list", "--limit=0"}));
    row("`ctask list` of 10,000", room.ctask({"list"}));
}

void measure_completion()
{
    const Room room(kDisk);
    room.make_workspaces(1'000);
    const Command names = room.ctask({"list", "--all", "--limit=0", "--names"});
    std::vector<double> taken;
    for (int round = 0; round < 51; ++round) taken.push_back(run(names).milliseconds);
    const double middle = median(taken);
    print_row("`ctask list --all --limit=0 --names` of 1,000, as completion runs it", "",
              in_short(middle) + " ms (" + std::to_string(taken.size()) + ")",
              "<= " + in_short(kCompletionGoal) + " ms", middle <= kCompletionGoal, in_short(middle) + " ms");
}

} // namespace

} // namespace ctask::bench

int main()
{
    try {
        ctask::bench::print_heading();
        ctask::bench::measure_completion();
        ctask::bench::compare_lists();
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
