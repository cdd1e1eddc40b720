// Decides which scalars may stand without quotes, and escapes the others.
#include "record/yaml_scalar.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace ctask {

namespace {

constexpr char32_t kLineSeparator = 0x2028;
constexpr char32_t kParagraphSeparator = 0x2029;
constexpr char32_t kByteOrderMark = 0xFEFF;

bool needs_escape(char32_t character)
{
    const bool control = character < 0x20 || (character >= 0x7F && character <= 0x9F);
    const bool line_break = character == kLineSeparator || character == kParagraphSeparator;
    const bool no_character = character == kByteOrderMark || character == 0xFFFE || character == 0xFFFF;
    return control || line_break || no_character;
}

bool holds_escaped(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();)
        if (needs_escape(next_character(text, at))) return true;
    return false;
}

/// Numbers, dates and sexagesimals in all their spellings, and what only looks like them.
bool could_be_number_or_time(std::string_view text)
{
    constexpr std::string_view kStarts = "0123456789+-.";
    constexpr std::string_view kParts = "0123456789abcdefABCDEFxXoO_+-.:,TtZz infINF";
    return kStarts.find(text.front()) != std::string_view::npos &&
           text.find_first_not_of(kParts) == std::string_view::npos;
}

bool is_word_of_another_type(std::string_view text)
{
    constexpr std::array kWords = {"y",    "n",     "yes",  "no", "on", "off",
                                   "true", "false", "null", "~",  "=",  "<<"};
    const std::string lower = to_lower(text);
    return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

/// Whether a reader could take some character of the text for YAML's own.
bool has_syntax(std::string_view text)
{
    constexpr std::string_view kNeverFirst = "-?:,[]{}#&*!|>'\"%@`. ";
    constexpr std::string_view kNeverInside = ",[]{}";
    return kNeverFirst.find(text.front()) != std::string_view::npos ||
           text.find_first_of(kNeverInside) != std::string_view::npos ||
           text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos ||
           text.back() == ':' || text.back() == ' ';
}

void append_escaped(std::string& out, char32_t character)
{
    switch (character) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    if (!needs_escape(character)) {
        append_utf8(out, character);
        return;
    }
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), character <= 0xFF ? "\\x%02X" : "\\u%04X",
                  static_cast<unsigned>(character));
    out += escape.data();
}

} // namespace

std::string yaml_scalar(std::string_view text)
{
    const bool quotes = text.empty() || !is_valid_utf8(text) || holds_escaped(text) || has_syntax(text) ||
                        could_be_number_or_time(text) || is_word_of_another_type(text);
    return quotes ? quoted_yaml_scalar(text) : std::string(text);
}

std::string quoted_yaml_scalar(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) append_escaped(out, next_character(text, at));
    out += '"';
    return out;
}

} // namespace ctask
