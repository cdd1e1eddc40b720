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
    explicit Lines(std::string_view text) : whole_(text), rest_(text) {}

    bool next(std::string_view& line)
    {
        if (rest_.empty()) return false;
        ++number_;
        const std::size_t end = rest_.find('\n');
        line = rest_.substr(0, end);
        rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
        return true;
    }
    std::size_t number() const { return number_; }
    bool next_is_indented() const { return !rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t'); }
    /// Makes `node` stand where `part`, some of the line, does.
    void place(YamlNode& node, std::string_view part) const
    {
        node.line = number_;
        node.begin = static_cast<std::size_t>(part.data() - whole_.data());
        node.end = node.begin + part.size();
    }
    void set_plain_scalar(YamlNode& node, std::string_view part) const
    {
        place(node, part);
        node.text = part;
        node.plain = true;
    }

  private:
    std::string_view whole_;
    std::string_view rest_;
    std::size_t number_ = 0;
};

/// `part` begins with "mode: native".
void set_native_mode(YamlNode& mapping, const Lines& lines, std::string_view part)
{
    mapping.kind = YamlNode::Kind::mapping;
    YamlMember& mode = mapping.members.emplace_back();
    lines.set_plain_scalar(mode.key, part.substr(0, 4));
    lines.set_plain_scalar(mode.value, part.substr(6, 6));
}

bool is_plain(std::string_view value)
{
    const char first = value.front();
    const bool begins_plainly =
        is_word_character(first) || first == '/' || static_cast<unsigned char>(first) >= 0xC3;
    return begins_plainly && value.back() != ' ' && value.back() != ':' && value.find(": ") == value.npos &&
           value.find(" #") == value.npos;
}

bool read_value(YamlNode& node, const Lines& lines, std::string_view value)
{
    if (value.empty()) return false;
    if (value == "{mode: native}") {
        lines.place(node, value);
        node.flow = true;
        set_native_mode(node, lines, value.substr(1));
        return true;
    }
    if (is_plain(value)) {
        lines.set_plain_scalar(node, value);
        return true;
    }
    const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    if (!is_quoted) return false;
    lines.place(node, value);
    node.text = value.substr(1, value.size() - 2);
    return node.text.find_first_of("\"\\") == node.text.npos;
}

/// `workspace:` with `mode: native` on a line of its own, as the earlier tool wrote it.
bool read_indented(YamlNode& node, Lines& lines)
{
    std::string_view line;
    if (!lines.next_is_indented() || !lines.next(line)) return false;
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == line.npos || line.substr(indent) != "mode: native") return false;
    lines.place(node, line.substr(indent));
    set_native_mode(node, lines, line.substr(indent));
    return true;
}

bool has_key(const YamlNode& root, std::string_view key)
{
    return std::any_of(root.members.begin(), root.members.end(),
                       [key](const YamlMember& member) { return member.key.text == key; });
}

/// What stands on the line, and on the next where it goes on there, as the root's next member.
bool read_member(YamlNode& root, Lines& lines, std::string_view line)
{
    const auto key_end = std::find_if_not(line.begin(), line.end(), is_word_character);
    const std::string_view key = line.substr(0, static_cast<std::size_t>(key_end - line.begin()));
    line.remove_prefix(key.size());
    if (key.empty() || line.empty() || line.front() != ':' || lines.next_is_indented() != (line == ":"))
        return false;
    if (root.members.size() == kMostMembers || key.size() > kLongestKey || has_key(root, key)) return false;
    YamlMember& member = root.members.emplace_back();
    lines.set_plain_scalar(member.key, key);
    if (line == ":" && key == "workspace") return read_indented(member.value, lines);
    const std::size_t begin = line.find_first_not_of(' ', 1);
    const bool is_apart = line.size() > 1 && line[1] == ' ' && begin != line.npos;
    return is_apart && read_value(member.value, lines, line.substr(begin));
}

} // namespace

std::optional<YamlDocument> read_plain_yaml(std::string_view text)
{
    if (!is_valid_utf8(text)) return std::nullopt;
    YamlDocument document;
    document.end = text.size();
    YamlNode& root = document.root;
    root.kind = YamlNode::Kind::mapping;
    root.members.reserve(16);
    Lines lines(text);
    for (std::string_view line; lines.next(line);) {
        if (!std::all_of(line.begin(), line.end(), is_harmless)) return std::nullopt;
        if (line.empty() || line.front() == '#') continue;
        if (!read_member(root, lines, line) || lines.next_is_indented()) return std::nullopt;
    }
    if (root.members.empty()) return std::nullopt;
    root.line = root.members.front().key.line;
    root.begin = root.members.front().key.begin;
    return document;
}

} // namespace ctask
