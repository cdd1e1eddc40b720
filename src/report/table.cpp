// Tables for people.
#include "report/table.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ctask {

namespace {

constexpr std::size_t kGap = 2;
/// A terminal narrower than this gets lines that it has to break.
constexpr std::size_t kLeastWidth = 8;

const char* escape_of(Shade shade)
{
    switch (shade) {
    case Shade::plain:
        return "";
    case Shade::dim:
        return "\x1b[2m";
    case Shade::good:
        return "\x1b[32m";
    case Shade::doubtful:
        return "\x1b[33m";
    case Shade::bad:
        return "\x1b[31m";
    }
    return "";
}

} // namespace

std::string shaded(const std::string& text, Shade shade, bool coloured)
{
    if (!coloured || shade == Shade::plain || text.empty()) return text;
    return escape_of(shade) + text + "\x1b[0m";
}

Table::Table(std::vector<std::string> headings)
{
    std::vector<Cell> row;
    for (std::string& heading : headings) row.push_back({std::move(heading), Shade::dim});
    rows_.push_back(std::move(row));
}

void Table::add(std::vector<Cell> row)
{
    for (Cell& cell : row) cell.text = visible(cell.text);
    rows_.push_back(std::move(row));
}

std::string Table::text(std::size_t columns, bool coloured) const
{
    std::vector<std::size_t> widths(rows_.front().size(), 0);
    for (const auto& row : rows_)
        for (std::size_t at = 0; at < row.size(); ++at)
            widths[at] = std::max(widths[at], display_width(row[at].text));
    if (columns > 0) fit_widths(widths, columns);

    std::string result;
    for (const auto& row : rows_) result += line(row, widths, coloured);
    return result;
}

/// The last column gives way first, then whichever is the widest.
void Table::fit_widths(std::vector<std::size_t>& widths, std::size_t columns)
{
    const std::size_t gaps = kGap * (widths.size() - 1);
    const auto too_wide_by = [&widths, columns, gaps] {
        const std::size_t all = std::accumulate(widths.begin(), widths.end(), gaps);
        return all > columns ? all - columns : 0;
    };
    const auto narrow = [](std::size_t& width, std::size_t by) {
        if (width > kLeastWidth) width = std::max(width - std::min(width, by), kLeastWidth);
    };
    narrow(widths.back(), too_wide_by());
    while (too_wide_by() > 0) {
        std::size_t& widest = *std::max_element(widths.begin(), widths.end());
        if (widest <= kLeastWidth) return;
        narrow(widest, 1);
    }
}

std::string Table::line(const std::vector<Cell>& row, const std::vector<std::size_t>& widths, bool coloured)
{
    std::string result;
    std::size_t blanks = 0;
    for (std::size_t at = 0; at < row.size(); ++at) {
        const std::string cell = fit(row[at].text, widths[at]);
        // Blanks are written only when something follows, so that no line ends in them.
        if (!cell.empty()) {
            result += std::string(blanks, ' ') + shaded(cell, row[at].shade, coloured);
            blanks = 0;
        }
        blanks += widths[at] - std::min(widths[at], display_width(cell)) + kGap;
    }
    return result + "\n";
}

} // namespace ctask
