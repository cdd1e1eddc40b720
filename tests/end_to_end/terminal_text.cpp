// One pass over the bytes, in which a sequence ends at its first letter; and the lines drawn.
#include "end_to_end/terminal_text.hpp"

#include <cctype>
#include <sstream>

namespace ctask {

namespace {

constexpr int kLineHeight = 19;
constexpr int kMargin = 18;
constexpr int kWidth = 790;
constexpr const char* kColours[] = {"#484f58", "#ff7b72", "#3fb950", "#d29922",
                                    "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"};
constexpr int kFirstColour = 30;
constexpr int kLastColour = 37;

void set_style(Piece& style, const std::string& parameters)
{
    std::istringstream numbers(parameters.empty() ? "0" : parameters);
    for (std::string number; std::getline(numbers, number, ';');) {
        const int code = number.empty() ? 0 : std::stoi(number);
        if (code == 0) style = Piece();
        if (code == 1) style.bold = true;
        if (code == 2) style.dim = true;
        if (code >= kFirstColour && code <= kLastColour) style.colour = code - kFirstColour;
    }
}

/// `at` stands on the ESC; returns where the sequence has ended.
std::size_t pass_sequence(const std::string& bytes, std::size_t at, Piece& style)
{
    std::size_t end = at + 1;
    if (end >= bytes.size() || bytes[end] != '[') return end + 1;
    const std::size_t first = ++end;
    while (end < bytes.size() && std::isalpha(static_cast<unsigned char>(bytes[end])) == 0) ++end;
    if (end < bytes.size() && bytes[end] == 'm') set_style(style, bytes.substr(first, end - first));
    return end + 1;
}

std::string escaped(const std::string& text)
{
    std::string safe;
    for (const char letter : text) {
        if (letter == '&')
            safe += "&amp;";
        else if (letter == '<')
            safe += "&lt;";
        else
            safe += letter;
    }
    return safe;
}

void draw(std::ostringstream& svg, const Piece& piece)
{
    svg << "<tspan";
    if (piece.bold) svg << " font-weight='bold'";
    if (piece.colour >= 0)
        svg << " fill='" << kColours[piece.colour] << "'";
    else if (piece.dim)
        svg << " fill='#8b949e'";
    svg << ">" << escaped(piece.text) << "</tspan>";
}

} // namespace

std::vector<Line> lines_on_terminal(const std::string& bytes)
{
    std::vector<Line> lines(1);
    Piece style;
    for (std::size_t at = 0; at < bytes.size();) {
        if (bytes[at] == '\x1b') {
            at = pass_sequence(bytes, at, style);
            style.text.clear();
            continue;
        }
        if (bytes[at] == '\n')
            lines.emplace_back();
        else if (bytes[at] != '\r') {
            Line& line = lines.back();
            const bool goes_on = !line.empty() && line.back().bold == style.bold &&
                                 line.back().dim == style.dim && line.back().colour == style.colour;
            if (!goes_on) line.push_back(style);
            line.back().text += bytes[at];
        }
        ++at;
    }
    return lines;
}

std::string picture_of(const std::vector<Line>& lines)
{
    std::ostringstream svg;
    const auto height = lines.size() * kLineHeight + 2 * kMargin;
    svg << "<svg xmlns='http://www.w3.org/2000/svg' width='" << kWidth << "' height='" << height
        << "' role='img' aria-label='sessions of ctask in a terminal'>\n"
        << "<rect width='100%' height='100%' rx='8' fill='#0d1117'/>\n"
        << "<g font-family='ui-monospace, Menlo, Consolas, monospace' font-size='13' fill='#e6edf3'>\n";
    int y = kMargin + kLineHeight - 5;
    for (const Line& line : lines) {
        svg << "<text x='" << kMargin << "' y='" << y << "' xml:space='preserve'>";
        for (const Piece& piece : line) draw(svg, piece);
        svg << "</text>\n";
        y += kLineHeight;
    }
    svg << "</g>\n</svg>\n";
    return svg.str();
}

} // namespace ctask
