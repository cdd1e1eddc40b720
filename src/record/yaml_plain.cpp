// One pass over the bytes, which gives up at the first that it is not sure of.
#include "record/yaml_plain.hpp"

#include "base/unicode.hpp"

#include <algorithm>

namespace ctask {

namespace {

constexpr std::size_t kMostMembers = 32;
/// libyaml takes no key beyond 1024.
constexpr std::size_t kLongestKey = 64;

bool is_word_character(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '_';
}

/// Of a text that is UTF-8. Line breaks of other scripts, controls and byte-order marks are not among them,
/// nor is much that would do no harm.
bool is_harmless(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    const bool is_rest_of_character = byte >= 0x80 && byte < 0xC0;
    const bool begins_letter = byte >= 0xC3 && byte <= 0xEC && byte != 0xE2;
    return (byte >= 0x20 && byte < 0x7F) || is_rest_of_character || begins_letter;
}

class Lines {
  public:
    explicit Lines(std::string_view text) : text_(text) {}

    bool next(std::string_view& line)
    {
        if (text_.empty()) return false;
        ++number_;
        const std::size_t end = text_.find('\n');
        line = text_.substr(0, end);
        text_.remove_prefix(end == text_.npos ? text_.size() : end + 1);
        return true;
    }
    std::size_t number() const { return number_; }
    bool next_is_indented() const { return !text_.empty() && (text_[0] == ' ' || text_[0] == '\t'); }

  private:
    std::string_view text_;
    std::size_t number_ = 0;
};

YamlNode scalar(std::string_view text, std::size_t line, bool plain)
{
    YamlNode node;
    node.text = text;
    node.line = line;
    node.plain = plain;
    return node;
}

YamlNode native_mode(std::size_t line)
{
    YamlNode mapping;
    mapping.kind = YamlNode::Kind::mapping;
    mapping.line = line;
    mapping.members.push_back({scalar("mode", line, true), scalar("native", line, true)});
    return mapping;
}

bool is_plain(std::string_view value)
{
    const char first = value.front();
    const bool begins_plainly =
        is_word_character(first) || first == '/' || static_cast<unsigned char>(first) >= 0xC3;
    return begins_plainly && value.back() != ' ' && value.back() != ':' && value.find(": ") == value.npos &&
           value.find(" #") == value.npos;
}

std::optional<YamlNode> read_value(std::string_view value, std::size_t line)
{
    if (value.empty()) return std::nullopt;
    if (value == "{mode: native}") return native_mode(line);
    if (is_plain(value)) return scalar(value, line, true);
    const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    if (!is_quoted) return std::nullopt;
    value = value.substr(1, value.size() - 2);
    if (value.find_first_of("\"\\") != value.npos) return std::nullopt;
    return scalar(value, line, false);
}

/// `workspace:` with `mode: native` on a line of its own, as the earlier tool wrote it.
std::optional<YamlNode> read_indented(Lines& lines)
{
    std::string_view line;
    if (!lines.next_is_indented() || !lines.next(line)) return std::nullopt;
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == line.npos || line.substr(indent) != "mode: native") return std::nullopt;
    return native_mode(lines.number());
}

bool has_key(const YamlNode& root, std::string_view key)
{
    return std::any_of(root.members.begin(), root.members.end(),
                       [key](const YamlMember& member) { return member.key.text == key; });
}

} // namespace

std::optional<YamlNode> read_plain_yaml(std::string_view text)
{
    if (!is_valid_utf8(text)) return std::nullopt;
    YamlNode root;
    root.kind = YamlNode::Kind::mapping;
    root.line = 1;
    root.members.reserve(16);
    Lines lines(text);
    for (std::string_view line; lines.next(line);) {
        if (!std::all_of(line.begin(), line.end(), is_harmless)) return std::nullopt;
        if (line.empty() || line.front() == '#') continue;
        const auto key_end = std::find_if_not(line.begin(), line.end(), is_word_character);
        const std::string_view key = line.substr(0, static_cast<std::size_t>(key_end - line.begin()));
        line.remove_prefix(key.size());
        if (key.empty() || line.empty() || line.front() != ':' || lines.next_is_indented() != (line == ":"))
            return std::nullopt;
        if (root.members.size() == kMostMembers || key.size() > kLongestKey || has_key(root, key))
            return std::nullopt;
        const std::size_t number = lines.number();
        const std::size_t begin = line.find_first_not_of(' ', 1);
        const bool is_apart = line.size() > 1 && line[1] == ' ' && begin != line.npos;
        std::optional<YamlNode> value;
        if (line == ":" && key == "workspace")
            value = read_indented(lines);
        else if (is_apart)
            value = read_value(line.substr(begin), number);
        if (!value || lines.next_is_indented()) return std::nullopt;
        root.members.push_back({scalar(key, number, true), std::move(*value)});
    }
    if (root.members.empty()) return std::nullopt;
    return root;
}

} // namespace ctask
