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
/// Of the column that tells rows apart, as long as others can give way.
constexpr std::size_t kTellingWidth = 24;

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

/// More of the end than of the beginning, which is a date in many names.
std::string fit_in_the_middle(const std::string& text, std::size_t columns)
{
    if (display_width(text) <= columns || columns < 4) return fit(text, columns);
    const std::size_t of_the_end = (columns - 1) * 2 / 3;
    std::size_t at = 0;
    while (display_width(std::string_view(text).substr(at)) > of_the_end) next_character(text, at);
    const std::string end = text.substr(at);
    return fit(text, columns - display_width(end)) + end;
}

std::size_t sum_of(const std::vector<std::size_t>& widths, const std::vector<std::size_t>& shown)
{
    std::size_t sum = kGap * (shown.size() - 1);
    for (const std::size_t at : shown) sum += widths[at];
    return sum;
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
    std::vector<std::size_t> shown(widths.size());
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    if (columns > 0) {
        shown = columns_shown(widths, columns);
        fit_widths(widths, shown, columns);
    }
    std::string result;
    for (const auto& row : rows_) result += line(row, widths, shown, coloured);
    return result;
}

/// All, less those that may go as long as the rest, cut as far as it is worth having, is too wide.
std::vector<std::size_t> Table::columns_shown(const std::vector<std::size_t>& widths,
                                              std::size_t columns) const
{
    std::vector<std::size_t> least = widths;
    least.back() = std::min(least.back(), least_of(widths.size() - 1));
    if (telling_) least[*telling_] = std::min(widths[*telling_], kTellingWidth);
    std::vector<std::size_t> shown(widths.size());
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    for (const std::size_t going : going_) {
        if (sum_of(least, shown) <= columns) break;
        std::erase(shown, going);
    }
    return shown;
}

/// No less than its heading.
std::size_t Table::least_of(std::size_t column) const
{
    return std::max(kLeastWidth, display_width(rows_.front()[column].text));
}

/// The last column gives way first, then whichever is the widest.
void Table::fit_widths(std::vector<std::size_t>& widths, const std::vector<std::size_t>& shown,
                       std::size_t columns) const
{
    const auto too_wide_by = [&] {
        const std::size_t all = sum_of(widths, shown);
        return all > columns ? all - columns : 0;
    };
    const auto narrow = [](std::size_t& width, std::size_t by, std::size_t least) {
        if (width > least) width = std::max(width - std::min(width, by), least);
    };
    const bool last_tells = telling_ == shown.back();
    narrow(widths[shown.back()], too_wide_by(), last_tells ? kTellingWidth : least_of(shown.back()));
    if (telling_) narrow(widths[*telling_], too_wide_by(), kTellingWidth);
    const auto is_narrower = [&widths](std::size_t left, std::size_t right) {
        return widths[left] < widths[right];
    };
    while (too_wide_by() > 0) {
        std::size_t& widest = widths[*std::max_element(shown.begin(), shown.end(), is_narrower)];
        if (widest <= kLeastWidth) return;
        narrow(widest, 1, kLeastWidth);
    }
}

std::string Table::line(const std::vector<Cell>& row, const std::vector<std::size_t>& widths,
                        const std::vector<std::size_t>& shown, bool coloured) const
{
    std::string result;
    std::size_t blanks = 0;
    for (const std::size_t at : shown) {
        const std::string& text = row[at].text;
        const std::string cell = telling_ == at ? fit_in_the_middle(text, widths[at]) : fit(text, widths[at]);
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
