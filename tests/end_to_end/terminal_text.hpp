// What a program wrote to a terminal, as lines of styled text. Understands what ctask and a shell's line
// need: line feeds, carriage returns, and the styles bold, dim and the eight colours; other sequences are
// passed over.
#pragma once

#include <string>
#include <vector>

namespace ctask {

struct Piece {
    std::string text;
    bool bold = false;
    bool dim = false;
    /// 0 to 7 as in SGR 30 to 37; -1 for the terminal's own.
    int colour = -1;
};

using Line = std::vector<Piece>;

std::vector<Line> lines_on_terminal(const std::string& bytes);
/// An SVG picture of a dark terminal that shows these lines.
std::string picture_of(const std::vector<Line>& lines);

} // namespace ctask
