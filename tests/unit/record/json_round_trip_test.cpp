// Whatever the JSON writer writes, the reader reads back the same.
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "record/json_reader.hpp"

#include "support/doctest.hpp"

#include <cstdint>
#include <string>
#include <vector>

using namespace ctask;

namespace {

template <typename Value>
std::string array_of(const std::vector<Value>& values, JsonWriter::Layout layout)
{
    StringSink sink;
    JsonWriter json(sink, layout);
    json.begin_array();
    for (const Value& value : values) json.value(value);
    json.end_array();
    json.finish();
    return sink.text;
}

JsonDocument read(const std::string& bytes)
{
    std::string problem;
    auto document = JsonDocument::parse(bytes, problem);
    REQUIRE_MESSAGE(document, problem);
    return std::move(*document);
}

/// Every character of two bytes or less, each alone and between others, and some longer ones.
std::vector<std::string> awkward_texts()
{
    std::vector<std::string> texts = {"",
                                      "\"\\/\b\f\n\r\t",
                                      "</script>",
                                      "\xE2\x80\xA8\xE2\x80\xA9",
                                      "日本語",
                                      "🦀",
                                      std::string(100000, 'x') + "\n",
                                      "\xEF\xBB\xBF",
                                      "\xF4\x8F\xBF\xBF"};
    for (char32_t character = 0; character < 0x800; ++character) {
        std::string text;
        append_utf8(text, character);
        texts.push_back(text);
        texts.push_back("before " + text + " behind, long enough for a word-wise scan");
    }
    return texts;
}

} // namespace

TEST_CASE("every awkward text comes back the same in either layout")
{
    const std::vector<std::string> texts = awkward_texts();

    const JsonDocument indented = read(array_of(texts, JsonWriter::Layout::indented));
    const JsonDocument one_line = read(array_of(texts, JsonWriter::Layout::one_line));

    CHECK(indented.root().texts() == texts);
    CHECK(one_line.root().texts() == texts);
}

TEST_CASE("bytes that are not UTF-8 come back as replacement characters, the rest as it was")
{
    std::vector<std::string> texts;
    for (int byte = 0x80; byte <= 0xFF; ++byte)
        texts.push_back(std::string("a") + static_cast<char>(byte) + "z");
    const std::vector<std::string> expected(texts.size(), "a\xEF\xBF\xBDz");

    const JsonDocument json = read(array_of(texts, JsonWriter::Layout::indented));

    CHECK(json.root().texts() == expected);
}

TEST_CASE("numbers at the bounds come back the same")
{
    const std::vector<std::int64_t> numbers = {0, -1, 1, 9007199254740993, INT64_MAX, INT64_MIN};

    const JsonDocument json = read(array_of(numbers, JsonWriter::Layout::one_line));

    std::vector<std::int64_t> back;
    json.root().each([&back](const JsonValue& value) {
        back.push_back(value.number().value_or(42));
        return true;
    });
    CHECK(back == numbers);
}

TEST_CASE("nested objects and lists, empty ones too, come back with their shape")
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_object().key("empty").begin_object().end_object();
    json.key("none").begin_array().end_array().key("nothing").null();
    json.key("deep").begin_array().begin_object().key("a\"b").value(true).end_object().value("x").end_array();
    json.end_object();
    json.finish();

    const JsonDocument document = read(sink.text);

    const JsonValue root = document.root();
    CHECK(root["empty"].is_object());
    CHECK(root["none"].is_array());
    CHECK(root["nothing"].is_null_or_absent());
    CHECK(root["deep"].texts() == std::vector<std::string>{"x"});
    bool found = false;
    root["deep"].each([&found](const JsonValue& value) {
        found = value["a\"b"].truth().value_or(false);
        return false;
    });
    CHECK(found);
}
