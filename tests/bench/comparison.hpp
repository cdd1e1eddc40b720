// Two sides measured in turn, so that what else the machine does befalls both; and the row that tells of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace ctask::bench {

struct Comparison {
    std::string what;
    std::string beside;
    /// What one round of each side took, in whatever both are measured in.
    std::function<double()> measured;
    std::function<double()> reference;
    /// The ratio that is to be reached.
    double goal = 0;
    int rounds = 0;
    std::string unit = "ms";
};

/// The middle one; of an even number the mean of the two.
double median(std::vector<double> values);

/// Prints what the columns of all rows are.
void print_heading();
/// Runs one round of each side uncounted, then all rounds, and prints the row. The ratio is the median of the
/// rounds' ratios. Nothing fails by it: a bench reports.
void compare(const Comparison& comparison);
/// A row for what is measured once, or has a goal that is no ratio.
void print_row(const std::string& what, const std::string& beside, const std::string& result,
               const std::string& goal, bool met, const std::string& medians);
/// A line beside the rows.
void print_note(const std::string& text);
/// With two digits behind the point.
std::string in_short(double value);

} // namespace ctask::bench
