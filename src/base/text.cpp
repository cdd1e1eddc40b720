// Making text safe to show, fitting it, and the small sentences that count and measure.
#include "base/text.hpp"

#include "base/eight_bytes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <numeric>
#include <utility>

namespace ctask {

namespace {

constexpr std::string_view kEllipsis = "…";

bool is_plain(char character)
{
    return character >= 0x20 && character < 0x7F;
}

/// The end of the run of printable ASCII that starts at `at`.
std::size_t end_of_plain(std::string_view text, std::size_t at)
{
    while (at + kEightBytes <= text.size()) {
        const std::uint64_t word = load_eight_bytes(text.data() + at);
        if (any_beyond_ascii(word) || any_below(word, 0x20) || any_equal(word, 0x7F)) break;
        at += kEightBytes;
    }
    while (at < text.size() && is_plain(text[at])) ++at;
    return at;
}

void append_escape(std::string& text, char32_t character)
{
    if (character == '\n') {
        text += "\\n";
    } else if (character == '\r') {
        text += "\\r";
    } else if (character == '\t') {
        text += "\\t";
    } else if (character < 0x80) {
        text += "\\x";
        append_hex(text, character, 2);
    } else if (character < 0x10000) {
        text += "\\u";
        append_hex(text, character, 4);
    } else {
        text += "\\U";
        append_hex(text, character, 8);
    }
}

std::u32string characters_of(std::string_view text)
{
    std::u32string characters;
    for (std::size_t at = 0; at < text.size();) characters += next_character(text, at);
    return characters;
}

} // namespace

std::string visible(std::string_view text)
{
    std::string shown;
    shown.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t run_end = end_of_plain(text, at);
        shown.append(text, at, run_end - at);
        at = run_end;
        if (at == text.size()) break;
        const Character character = character_at(text, at);
        if (!character.valid()) {
            shown += "\\x";
            append_hex(shown, static_cast<unsigned char>(text[at]), 2);
            ++at;
            continue;
        }
        if (is_hidden(character.code)) {
            append_escape(shown, character.code);
        } else {
            shown.append(text, at, character.length);
        }
        at += character.length;
    }
    return shown;
}

std::string fit(std::string_view text, std::size_t columns)
{
    if (display_width(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    std::size_t width = 0;
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size(); end = at) {
        width += character_width(next_character(text, at));
        if (width > columns - 1) break;
    }
    return std::string(text.substr(0, end)).append(kEllipsis);
}

std::string pad(std::string_view text, std::size_t columns)
{
    const std::size_t width = display_width(text);
    std::string padded(text);
    if (width < columns) padded.append(columns - width, ' ');
    return padded;
}

std::string count_of(std::size_t count, std::string_view one, std::string_view many)
{
    std::string text = std::to_string(count) + ' ';
    if (count != 1 && !many.empty()) return text.append(many);
    text += one;
    if (count != 1) text += 's';
    return text;
}

std::string describe_size(std::uint64_t bytes)
{
    if (bytes < 1000) return count_of(bytes, "byte");
    constexpr std::array kUnits = {"kB", "MB", "GB", "TB", "PB", "EB"};
    std::uint64_t unit = 1000;
    for (std::size_t index = 0;; ++index, unit *= 1000) {
        const std::uint64_t tenth = unit / 10;
        const std::uint64_t tenths = bytes / tenth + (bytes % tenth >= tenth / 2 ? 1 : 0);
        if (tenths < 100)
            return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + ' ' + kUnits[index];
        const std::uint64_t whole = bytes / unit + (bytes % unit >= unit / 2 ? 1 : 0);
        if (whole < 1000 || index + 1 == kUnits.size()) return std::to_string(whole) + ' ' + kUnits[index];
    }
}

std::string with_tilde(std::string_view path, std::string_view home)
{
    while (home.ends_with('/')) home.remove_suffix(1);
    const bool inside =
        !home.empty() && path.starts_with(home) && (path.size() == home.size() || path[home.size()] == '/');
    if (!inside) return std::string(path);
    return std::string("~").append(path.substr(home.size()));
}

std::string join(const std::vector<std::string>& parts, std::string_view between)
{
    std::string joined;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (index > 0) joined += between;
        joined += parts[index];
    }
    return joined;
}

std::vector<std::string> split_lines(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string shell_quoted(std::string_view word)
{
    constexpr std::string_view kHarmless = "%+,-./:=@_";
    const auto is_harmless = [&](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return byte >= 0x80 || std::isalnum(byte) || kHarmless.find(character) != kHarmless.npos;
    };
    // zsh takes =NAME for the path of a command.
    const bool as_it_is = !word.empty() && word.front() != '=';
    if (as_it_is && std::all_of(word.begin(), word.end(), is_harmless)) return std::string(word);
    std::string quoted = "'";
    for (const char character : word)
        if (character == '\'')
            quoted += "'\\''";
        else
            quoted += character;
    return quoted + "'";
}

std::size_t edit_distance(std::string_view left, std::string_view right)
{
    const std::u32string from = characters_of(left);
    const std::u32string to = characters_of(right);
    // Rows of a table, the last three: row[j] is the distance from the part of `from` seen so far to the
    // first j of `to`.
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    std::vector<std::size_t> before;
    std::vector<std::size_t> long_before;
    for (std::size_t seen = 1; seen <= from.size(); ++seen) {
        long_before = std::exchange(before, row);
        row[0] = seen;
        for (std::size_t column = 1; column < row.size(); ++column) {
            const char32_t left_one = from[seen - 1];
            const char32_t right_one = to[column - 1];
            const std::size_t replaced = before[column - 1] + (left_one == right_one ? 0 : 1);
            row[column] = std::min({before[column] + 1, row[column - 1] + 1, replaced});
            const bool swapped =
                seen > 1 && column > 1 && left_one == to[column - 2] && right_one == from[seen - 2];
            if (swapped) row[column] = std::min(row[column], long_before[column - 2] + 1);
        }
    }
    return row.back();
}

bool parse_number(std::string_view text, long long least, long long most, long long& value)
{
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return false;
    if (number < least || number > most) return false;
    value = number;
    return true;
}

} // namespace ctask
