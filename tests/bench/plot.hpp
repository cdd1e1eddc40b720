// Draws how time and memory grow with a count, as an SVG.
#pragma once

#include <string>
#include <vector>

namespace ctask::bench {

struct Point {
    double count = 0;
    double milliseconds = 0;
    double megabytes = 0;
};

struct Panel {
    std::string title;
    /// By count, ascending.
    std::vector<Point> points;
};

/// The panels side by side, each with both lines; the axes begin at 0.
std::string plot(const std::vector<Panel>& panels);

} // namespace ctask::bench
