// Builds the tree from libyaml's events.
#include "record/yaml_reader.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <set>
#include <yaml.h>

namespace ctask {

namespace {

constexpr std::size_t kNestingLimit = 64;

std::string to_string(const yaml_char_t* text)
{
    return text ? reinterpret_cast<const char*>(text) : "";
}

std::size_t line_at(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

/// The last line that has something on it.
std::size_t last_line(std::string_view text)
{
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? 1 : line_at(text, last);
}

/// libyaml counts characters; this turns them into bytes, quickly as long as they are asked for in order.
class ByteOffsets {
  public:
    explicit ByteOffsets(std::string_view text) : text_(text) {}

    std::size_t of(std::size_t character)
    {
        if (character < character_) character_ = byte_ = 0;
        for (; character_ < character && byte_ < text_.size(); ++character_) {
            ++byte_;
            while (byte_ < text_.size() && (static_cast<unsigned char>(text_[byte_]) & 0xC0) == 0x80) ++byte_;
        }
        return byte_;
    }

  private:
    std::string_view text_;
    std::size_t character_ = 0;
    std::size_t byte_ = 0;
};

struct Event : yaml_event_t {
    Event() : yaml_event_t{} {}
    ~Event() { yaml_event_delete(this); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
};

class Reader {
  public:
    Reader(std::string_view text, const std::string& name) : text_(text), name_(name), offsets_(text)
    {
        if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                     text.size());
    }
    ~Reader() { yaml_parser_delete(&parser_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Nothing when there is no document at all.
    std::optional<YamlDocument> read();

  private:
    void next(Event& event);
    [[noreturn]] void fail_by_parser() const;
    YamlNode read_node(const Event& event, std::size_t depth);
    void read_items(YamlNode& sequence, std::size_t depth);
    void read_members(YamlNode& mapping, std::size_t depth);

    std::string_view text_;
    const std::string& name_;
    ByteOffsets offsets_;
    yaml_parser_t parser_{};
};

void Reader::next(Event& event)
{
    if (yaml_parser_parse(&parser_, &event) == 0) fail_by_parser();
}

void Reader::fail_by_parser() const
{
    if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    if (parser_.error == YAML_READER_ERROR)
        throw yaml_failure(name_, line_at(text_, parser_.problem_offset),
                           "expected text, found a control character");
    // What is missing at the end is found missing behind it.
    const std::size_t line = std::min(parser_.problem_mark.line + 1, last_line(text_));
    const std::size_t offset = ByteOffsets(text_).of(parser_.problem_mark.index);
    if (offset < text_.size() && text_[offset] == '\t')
        throw yaml_failure(name_, line, "expected blanks for indentation, found a tab");
    const std::string problem = parser_.problem ? parser_.problem : "it cannot be read";
    throw yaml_failure(name_, line, "expected valid YAML: " + problem);
}

std::optional<YamlDocument> Reader::read()
{
    Event stream_start;
    next(stream_start);
    Event document_start;
    next(document_start);
    if (document_start.type == YAML_STREAM_END_EVENT) return std::nullopt;

    YamlDocument document;
    Event first;
    next(first);
    document.root = read_node(first, 1);
    Event document_end;
    next(document_end);
    document.end =
        document_end.data.document_end.implicit ? text_.size() : offsets_.of(document_end.start_mark.index);
    Event last;
    next(last);
    if (last.type != YAML_STREAM_END_EVENT)
        throw yaml_failure(name_, last.start_mark.line + 1, "expected the end, found a second document");
    return document;
}

YamlNode Reader::read_node(const Event& event, std::size_t depth)
{
    YamlNode node;
    node.line = event.start_mark.line + 1;
    if (depth > kNestingLimit) throw yaml_failure(name_, node.line, "expected less nesting");
    node.begin = offsets_.of(event.start_mark.index);
    node.end = offsets_.of(event.end_mark.index);
    switch (event.type) {
    case YAML_SCALAR_EVENT: {
        const auto& scalar = event.data.scalar;
        node.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
        node.plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
        node.block_scalar =
            scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE;
        node.anchored = scalar.anchor != nullptr;
        node.tag = to_string(scalar.tag);
        break;
    }
    case YAML_SEQUENCE_START_EVENT: {
        const auto& start = event.data.sequence_start;
        node.kind = YamlNode::Kind::sequence;
        node.flow = start.style == YAML_FLOW_SEQUENCE_STYLE;
        node.anchored = start.anchor != nullptr;
        node.tag = to_string(start.tag);
        read_items(node, depth);
        break;
    }
    case YAML_MAPPING_START_EVENT: {
        const auto& start = event.data.mapping_start;
        node.kind = YamlNode::Kind::mapping;
        node.flow = start.style == YAML_FLOW_MAPPING_STYLE;
        node.anchored = start.anchor != nullptr;
        node.tag = to_string(start.tag);
        read_members(node, depth);
        break;
    }
    case YAML_ALIAS_EVENT:
        node.kind = YamlNode::Kind::alias;
        node.text = to_string(event.data.alias.anchor);
        break;
    default:
        throw yaml_failure(name_, node.line, "expected a value");
    }
    return node;
}

void Reader::read_items(YamlNode& sequence, std::size_t depth)
{
    while (true) {
        Event event;
        next(event);
        if (event.type == YAML_SEQUENCE_END_EVENT) return;
        sequence.items.push_back(read_node(event, depth + 1));
    }
}

void Reader::read_members(YamlNode& mapping, std::size_t depth)
{
    std::set<std::string> keys;
    while (true) {
        Event key_event;
        next(key_event);
        if (key_event.type == YAML_MAPPING_END_EVENT) return;
        YamlMember member;
        member.key = read_node(key_event, depth + 1);
        if (member.key.kind == YamlNode::Kind::scalar && !keys.insert(member.key.text).second)
            throw yaml_failure(name_, member.key.line,
                               "expected each key once, found " + visible(member.key.text) + " again");
        Event value_event;
        next(value_event);
        member.value = read_node(value_event, depth + 1);
        mapping.members.push_back(std::move(member));
    }
}

} // namespace

bool YamlNode::is_null() const
{
    if (kind != Kind::scalar) return false;
    if (tag == YAML_NULL_TAG) return true;
    return plain && tag.empty() &&
           (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL");
}

const YamlNode* YamlNode::find(std::string_view key) const
{
    for (const YamlMember& member : members)
        if (member.key.kind == Kind::scalar && member.key.text == key) return &member.value;
    return nullptr;
}

bool is_same(const YamlNode& left, const YamlNode& right)
{
    const auto same_member = [](const YamlMember& a, const YamlMember& b) {
        return is_same(a.key, b.key) && is_same(a.value, b.value);
    };
    return left.kind == right.kind && left.text == right.text && left.tag == right.tag &&
           left.is_null() == right.is_null() &&
           std::equal(left.items.begin(), left.items.end(), right.items.begin(), right.items.end(),
                      is_same) &&
           std::equal(left.members.begin(), left.members.end(), right.members.begin(), right.members.end(),
                      same_member);
}

Failure yaml_failure(const std::string& name, std::size_t line, const std::string& what)
{
    return Failure(name + ":" + std::to_string(line) + ": " + what);
}

std::optional<YamlDocument> read_yaml_if_any(std::string_view text, const std::string& name)
{
    if (!is_valid_utf8(text)) {
        std::size_t line = 1;
        for (std::size_t at = 0, end = 0; end != std::string_view::npos; at = end + 1, ++line) {
            end = text.find('\n', at);
            if (!is_valid_utf8(text.substr(at, end == std::string_view::npos ? end : end - at))) break;
        }
        throw yaml_failure(name, line, "expected UTF-8");
    }
    std::optional<YamlDocument> document = Reader(text, name).read();
    if (document && document->root.is_null()) document.reset();
    return document;
}

YamlDocument read_yaml(std::string_view text, const std::string& name)
{
    std::optional<YamlDocument> document = read_yaml_if_any(text, name);
    if (!document) throw yaml_failure(name, 1, "expected a mapping, found nothing");
    return std::move(*document);
}

} // namespace ctask
