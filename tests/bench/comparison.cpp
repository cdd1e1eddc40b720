// Rows as a table of Markdown, as it goes into the README.
#include "bench/comparison.hpp"

#include <algorithm>
#include <cstdio>

namespace ctask::bench {

double median(std::vector<double> values)
{
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::string in_short(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

void print_heading()
{
    std::printf("| what | beside what | ratio (rounds) | goal | | medians |\n|---|---|---|---|---|---|\n");
    std::fflush(stdout);
}

void print_row(const std::string& what, const std::string& beside, const std::string& result,
               const std::string& goal, bool met, const std::string& medians)
{
    std::printf("| %s | %s | %s | %s | %s | %s |\n", what.c_str(), beside.c_str(), result.c_str(),
                goal.c_str(), met ? "met" : "not met", medians.c_str());
    std::fflush(stdout);
}

void print_note(const std::string& text)
{
    std::printf("%s\n", text.c_str());
    std::fflush(stdout);
}

void compare(const Comparison& comparison)
{
    comparison.reference();
    comparison.measured();
    std::vector<double> measured;
    std::vector<double> reference;
    std::vector<double> ratios;
    for (int round = 0; round < comparison.rounds; ++round) {
        // Who comes second finds caches as the first left them.
        const bool swapped = round % 2 == 1;
        if (swapped) measured.push_back(comparison.measured());
        reference.push_back(comparison.reference());
        if (!swapped) measured.push_back(comparison.measured());
        ratios.push_back(measured.back() / reference.back());
    }
    const double ratio = median(ratios);
    print_row(comparison.what, comparison.beside,
              in_short(ratio) + " (" + std::to_string(comparison.rounds) + ")",
              "<= " + in_short(comparison.goal), ratio <= comparison.goal,
              in_short(median(measured)) + " / " + in_short(median(reference)) + " " + comparison.unit);
}

} // namespace ctask::bench
