// One panel a growth: time as a full line with its scale on the left, memory dashed with its own on the
// right.
#include "bench/plot.hpp"

#include <algorithm>
#include <sstream>

namespace ctask::bench {

namespace {

constexpr double kWidth = 320;
constexpr double kHeight = 220;
constexpr double kMargin = 60;
constexpr const char* kTimeColour = "#1f6feb";
constexpr const char* kMemoryColour = "#bc4c00";

class Drawing {
  public:
    Drawing(std::ostringstream& svg, const Panel& panel, double left) : svg_(svg), panel_(panel), left_(left)
    {
        for (const Point& point : panel.points) {
            most_count_ = std::max(most_count_, point.count);
            most_time_ = std::max(most_time_, point.milliseconds);
            most_memory_ = std::max(most_memory_, point.megabytes);
        }
    }

    void draw()
    {
        text(left_ + kWidth / 2, kMargin - 25, "middle", "#24292f", panel_.title);
        svg_ << "<rect x='" << left_ << "' y='" << kMargin << "' width='" << kWidth << "' height='" << kHeight
             << "' fill='none' stroke='#8c959f'/>\n";
        line(kTimeColour, "", &Point::milliseconds, most_time_);
        line(kMemoryColour, "6 4", &Point::megabytes, most_memory_);
        const double bottom = kMargin + kHeight;
        text(left_, bottom + 20, "middle", "#24292f", "0");
        text(left_ + kWidth, bottom + 20, "middle", "#24292f", rounded(most_count_));
        text(left_ + 4, kMargin + 14, "start", kTimeColour, rounded(most_time_) + " ms");
        text(left_ + kWidth - 4, bottom - 6, "end", kMemoryColour,
             "- - " + rounded(most_memory_) + " MB at most");
    }

  private:
    static std::string rounded(double value)
    {
        std::ostringstream text;
        text.precision(value < 100 ? 3 : 12);
        text << (value < 100 ? value : static_cast<double>(static_cast<long>(value + 0.5)));
        return text.str();
    }

    void text(double x, double y, const char* anchor, const char* colour, const std::string& words)
    {
        svg_ << "<text x='" << x << "' y='" << y << "' text-anchor='" << anchor << "' fill='" << colour
             << "'>" << words << "</text>\n";
    }

    void line(const char* colour, const char* dashes, double Point::*value, double most)
    {
        std::ostringstream places;
        std::ostringstream dots;
        for (const Point& point : panel_.points) {
            const double x = left_ + point.count / most_count_ * kWidth;
            const double y = kMargin + kHeight - point.*value / most * kHeight * 0.9;
            places << x << ',' << y << ' ';
            dots << "<circle cx='" << x << "' cy='" << y << "' r='3' fill='" << colour << "'/>\n";
        }
        svg_ << "<polyline points='" << places.str() << "' fill='none' stroke='" << colour
             << "' stroke-width='2' stroke-dasharray='" << dashes << "'/>\n"
             << dots.str();
    }

    std::ostringstream& svg_;
    const Panel& panel_;
    double left_;
    double most_count_ = 1;
    double most_time_ = 0;
    double most_memory_ = 0;
};

} // namespace

std::string plot(const std::vector<Panel>& panels)
{
    std::ostringstream svg;
    const double step = kWidth + 2 * kMargin;
    svg << "<svg xmlns='http://www.w3.org/2000/svg' width='" << step * static_cast<double>(panels.size())
        << "' height='" << kHeight + 2 * kMargin
        << "' font-family='sans-serif' font-size='12'>\n<rect width='100%' height='100%' fill='white'/>\n";
    double left = kMargin;
    for (const Panel& panel : panels) {
        Drawing(svg, panel, left).draw();
        left += step;
    }
    svg << "</svg>\n";
    return svg.str();
}

} // namespace ctask::bench
