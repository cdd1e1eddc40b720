// JSON of any shape, written and read back.
#include "fuzz/claim.hpp"
#include "fuzz/targets.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "record/json_reader.hpp"

#include <algorithm>
#include <limits>

namespace ctask::fuzz {

namespace {

/// Deeper documents are refused by the reader.
constexpr int kDeepest = 60;

struct Value {
    enum class Kind { null, truth, number, text, list, object };
    Kind kind = Kind::null;
    bool truth = false;
    std::int64_t number = 0;
    std::string text;
    /// Of an object with their keys, which may come again.
    std::vector<Value> members;
    std::vector<std::string> keys;
};

/// Makes a value out of bytes, whatever they are; null when they have run out.
class Script {
  public:
    explicit Script(std::string_view bytes) : bytes_(bytes) {}

    Value value(int depth)
    {
        Value value;
        const unsigned kind = byte() % (depth < kDeepest ? 6u : 4u);
        value.kind = static_cast<Value::Kind>(kind);
        if (value.kind == Value::Kind::truth) value.truth = byte() % 2 == 1;
        if (value.kind == Value::Kind::number) value.number = number();
        if (value.kind == Value::Kind::text) value.text = text();
        if (kind < 4) return value;
        for (unsigned count = byte() % 16; count > 0 && !bytes_.empty(); --count) {
            value.members.push_back(this->value(depth + 1));
            if (value.kind == Value::Kind::object) value.keys.push_back(text());
        }
        return value;
    }

  private:
    unsigned byte()
    {
        if (bytes_.empty()) return 0;
        const auto first = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        return first;
    }

    std::int64_t number()
    {
        std::uint64_t bits = 0;
        for (unsigned count = byte() % 9; count > 0; --count) bits = bits << 8 | byte();
        return static_cast<std::int64_t>(bits);
    }

    std::string text()
    {
        const std::string_view taken = bytes_.substr(0, byte());
        bytes_.remove_prefix(std::min(taken.size(), bytes_.size()));
        return std::string(taken);
    }

    std::string_view bytes_;
};

void write(JsonWriter& json, const Value& value)
{
    switch (value.kind) {
    case Value::Kind::null:
        json.null();
        break;
    case Value::Kind::truth:
        json.value(value.truth);
        break;
    case Value::Kind::number:
        json.value(value.number);
        break;
    case Value::Kind::text:
        json.value(value.text);
        break;
    case Value::Kind::list:
        json.begin_array();
        for (const Value& member : value.members) write(json, member);
        json.end_array();
        break;
    case Value::Kind::object:
        json.begin_object();
        for (std::size_t index = 0; index < value.members.size(); ++index) {
            json.key(value.keys[index]);
            write(json, value.members[index]);
        }
        json.end_object();
        break;
    }
}

std::string written(const Value& value, JsonWriter::Layout layout)
{
    StringSink sink;
    JsonWriter json(sink, layout);
    write(json, value);
    json.finish();
    return std::move(sink.text);
}

void claim_same(const JsonValue& read, const Value& value);

void claim_same_list(const JsonValue& read, const Value& list)
{
    claim(read.is_array(), "a list comes back");
    std::size_t index = 0;
    read.each([&](const JsonValue& member) {
        claim(index < list.members.size(), "a list is not longer");
        claim_same(member, list.members[index++]);
        return true;
    });
    claim(index == list.members.size(), "a list is not shorter");
}

/// Of a key that stands twice the first counts.
void claim_same_object(const JsonValue& read, const Value& object)
{
    claim(read.is_object(), "an object comes back");
    std::vector<std::string> seen;
    for (std::size_t index = 0; index < object.members.size(); ++index) {
        const std::string key = to_valid_utf8(object.keys[index]);
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
        seen.push_back(key);
        claim_same(read[key], object.members[index]);
    }
}

void claim_same(const JsonValue& read, const Value& value)
{
    switch (value.kind) {
    case Value::Kind::null:
        claim(read.is_null_or_absent(), "null comes back");
        break;
    case Value::Kind::truth:
        claim(read.truth() == value.truth, "a truth comes back");
        break;
    case Value::Kind::number:
        claim(read.number() == value.number, "a number comes back");
        break;
    case Value::Kind::text:
        claim(read.text() == to_valid_utf8(value.text), "a text comes back");
        break;
    case Value::Kind::list:
        claim_same_list(read, value);
        break;
    case Value::Kind::object:
        claim_same_object(read, value);
        break;
    }
}

/// Reads it and compares. A bare null, number or text at the top is JSON too.
void claim_read(const std::string& text, const Value& value)
{
    std::string problem;
    const auto document = JsonDocument::parse(text, problem);
    claim(document.has_value() && problem.empty(), "what is written is read");
    claim_same(document->root(), value);
}

} // namespace

void try_json_writer(std::string_view bytes)
{
    const Value value = Script(bytes).value(1);
    const std::string one_line = written(value, JsonWriter::Layout::one_line);
    const std::string indented = written(value, JsonWriter::Layout::indented);
    claim(visible(one_line) == one_line, "one line is one line and can be shown");
    for (const std::string& line : split_lines(indented))
        claim(visible(line) == line, "every line can be shown");
    claim_read(one_line, value);
    claim_read(indented, value);
}

} // namespace ctask::fuzz
