// JSON into a buffer that is handed on in large pieces. Sized for manifests of a million files.
#include "base/json_writer.hpp"

#include "base/eight_bytes.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ctask {

namespace {

constexpr std::size_t kDrainAt = std::size_t{64} * 1024;

bool is_unescaped(char character)
{
    return static_cast<unsigned char>(character) < 0x80 && character >= 0x20 && character != 0x7F &&
           character != '"' && character != '\\';
}

bool are_unescaped(const char* eight_bytes)
{
    return is_printed_ascii_but(load_eight_bytes(eight_bytes), '"', '\\');
}

/// The end of the run of ASCII that starts at `at` and needs no escape.
std::size_t end_of_unescaped(std::string_view text, std::size_t at)
{
    while (at + kEightBytes <= text.size() && are_unescaped(text.data() + at)) at += kEightBytes;
    const std::size_t left = text.size() - at;
    const bool ends_here = left > 0 && left < kEightBytes && text.size() >= kEightBytes;
    if (ends_here && are_unescaped(text.data() + text.size() - kEightBytes)) return text.size();
    while (at < text.size() && is_unescaped(text[at])) ++at;
    return at;
}

void append_hex_escape(std::string& text, char32_t code)
{
    if (code > 0xFFFF) {
        append_hex_escape(text, 0xD800 + ((code - 0x10000) >> 10));
        code = 0xDC00 + (code & 0x3FF);
    }
    text += "\\u";
    append_hex(text, code, 4);
}

void append_escape(std::string& text, char32_t character)
{
    switch (character) {
    case '"':
        text += "\\\"";
        return;
    case '\\':
        text += "\\\\";
        return;
    case '\n':
        text += "\\n";
        return;
    case '\r':
        text += "\\r";
        return;
    case '\t':
        text += "\\t";
        return;
    case '\b':
        text += "\\b";
        return;
    case '\f':
        text += "\\f";
        return;
    default:
        append_hex_escape(text, character);
    }
}

template <typename Number>
void append_number(std::string& text, Number number)
{
    std::array<char, 24> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    text.append(digits.data(), end);
}

std::string_view colon(JsonWriter::Layout layout)
{
    return layout == JsonWriter::Layout::indented ? ": " : ":";
}

/// The line feed and the indentation of what lies so deep.
void append_line_break(std::string& json, JsonWriter::Layout layout, std::size_t depth)
{
    if (layout == JsonWriter::Layout::one_line) return;
    constexpr std::string_view kBlanks = "\n                ";
    const std::size_t indent = 2 * depth;
    json += kBlanks.substr(0, 1 + indent);
    if (1 + indent > kBlanks.size()) json.append(1 + indent - kBlanks.size(), ' ');
}

} // namespace

bool append_json_string(std::string& json, std::string_view value)
{
    json += '"';
    // Characters that need no change join the run that starts here; it is copied when one does, and at the
    // end.
    std::size_t run = 0;
    std::size_t at = end_of_unescaped(value, 0);
    const bool is_plain = at == value.size();
    while (at < value.size()) {
        const Character character = character_at(value, at);
        if (character.length > 1 && !is_hidden(character.code)) {
            at = end_of_unescaped(value, at + character.length);
            continue;
        }
        json.append(value, run, at - run);
        if (character.valid()) {
            append_escape(json, character.code);
        } else {
            append_utf8(json, character.code);
        }
        run = at + std::max<std::size_t>(character.length, 1);
        at = end_of_unescaped(value, run);
    }
    json.append(value, run, value.size() - run);
    json += '"';
    return is_plain;
}

JsonWriter::JsonWriter(ByteSink& sink, Layout layout) : sink_(sink), layout_(layout) {}

JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::begin_object()
{
    return begin('{');
}

JsonWriter& JsonWriter::end_object()
{
    return end('}');
}

JsonWriter& JsonWriter::begin_array()
{
    return begin('[');
}

JsonWriter& JsonWriter::end_array()
{
    return end(']');
}

JsonWriter& JsonWriter::begin(char bracket)
{
    before_value();
    buffer_ += bracket;
    has_members_.push_back(false);
    return *this;
}

JsonWriter& JsonWriter::end(char bracket)
{
    const bool has_members = has_members_.back();
    has_members_.pop_back();
    if (has_members) new_line();
    buffer_ += bracket;
    drain_when_full();
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    before_member();
    append_json_string(buffer_, name);
    buffer_ += colon(layout_);
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text)
{
    before_value();
    append_json_string(buffer_, text);
    drain_when_full();
    return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number)
{
    before_value();
    append_number(buffer_, number);
    return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number)
{
    before_value();
    append_number(buffer_, number);
    return *this;
}

JsonWriter& JsonWriter::value(bool truth)
{
    before_value();
    buffer_ += truth ? std::string_view("true") : std::string_view("false");
    return *this;
}

JsonWriter& JsonWriter::null()
{
    before_value();
    buffer_ += "null";
    return *this;
}

JsonWriter& JsonWriter::value(const std::vector<std::string>& texts)
{
    begin_array();
    for (const std::string& text : texts) value(text);
    return end_array();
}

JsonWriter& JsonWriter::json(std::string_view text)
{
    before_value();
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        const std::size_t length = std::max<std::size_t>(character.length, 1);
        if (character.valid() && is_hidden(character.code))
            append_hex_escape(buffer_, character.code);
        else
            buffer_.append(text, at, length);
        at += length;
    }
    drain_when_full();
    return *this;
}

void JsonWriter::finish()
{
    if (layout_ == Layout::indented) buffer_ += '\n';
    drain();
}

void JsonWriter::before_value()
{
    if (after_key_) {
        after_key_ = false;
    } else if (!has_members_.empty()) {
        before_member();
    }
}

void JsonWriter::before_member()
{
    if (has_members_.back()) buffer_ += ',';
    has_members_.back() = true;
    new_line();
}

void JsonWriter::new_line()
{
    append_line_break(buffer_, layout_, has_members_.size());
}

JsonWriter& JsonWriter::ready_elements(std::string_view text)
{
    if (text.empty()) return *this;
    const bool is_first = !has_members_.back();
    has_members_.back() = true;
    buffer_ += text.substr(is_first ? 1 : 0);
    drain_when_full();
    return *this;
}

std::string JsonWriter::element_lead() const
{
    std::string lead = ",";
    append_line_break(lead, layout_, has_members_.size());
    return lead;
}

std::string JsonWriter::member_lead(std::string_view key) const
{
    std::string lead;
    append_line_break(lead, layout_, has_members_.size() + 1);
    append_json_string(lead, key);
    return lead += colon(layout_);
}

std::string JsonWriter::object_end() const
{
    std::string end;
    append_line_break(end, layout_, has_members_.size());
    return end += '}';
}

void JsonWriter::drain_when_full()
{
    if (buffer_.size() >= kDrainAt) drain();
}

void JsonWriter::drain()
{
    sink_.write(buffer_);
    buffer_.clear();
}

} // namespace ctask
