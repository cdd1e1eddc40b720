// A table for people: columns aligned by what a terminal shows, and narrowed where the terminal is too
// narrow.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ctask {

enum class Shade { plain, dim, good, doubtful, bad };

/// Text from anywhere: the table makes it safe to show.
struct Cell {
    std::string text;
    Shade shade = Shade::plain;
};

class Table {
  public:
    /// One column each; the last one is cut first when the terminal is too narrow, then the widest.
    explicit Table(std::vector<std::string> headings);
    /// The column by which the rows are told apart: it is cut in the middle, and not to less than a few words
    /// before other columns are left out.
    void tells_apart(std::size_t column) { telling_ = column; }
    /// Columns that are left out, the first of these first, where a terminal is too narrow for all.
    void may_go(std::vector<std::size_t> columns) { going_ = std::move(columns); }
    /// As many cells as there are headings.
    void add(std::vector<Cell> row);
    bool empty() const { return rows_.size() == 1; }

    /// Lines with the headings first. `columns` of the terminal, 0 for no limit; colours only when
    /// `coloured`.
    std::string text(std::size_t columns, bool coloured) const;

  private:
    std::vector<std::size_t> columns_shown(const std::vector<std::size_t>& widths, std::size_t columns) const;
    std::size_t least_of(std::size_t column) const;
    void fit_widths(std::vector<std::size_t>& widths, const std::vector<std::size_t>& shown,
                    std::size_t columns) const;
    std::string line(const std::vector<Cell>& row, const std::vector<std::size_t>& widths,
                     const std::vector<std::size_t>& shown, bool coloured) const;

    std::vector<std::vector<Cell>> rows_;
    std::optional<std::size_t> telling_;
    std::vector<std::size_t> going_;
};

/// The text between the escapes of its shade, or as it is when not `coloured`.
std::string shaded(const std::string& text, Shade shade, bool coloured);

} // namespace ctask
