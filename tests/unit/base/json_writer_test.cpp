// JSON as it comes out, byte for byte.
#include "base/json_writer.hpp"
#include "support/doctest.hpp"

#include <functional>
#include <limits>
#include <stdexcept>
#include <utility>

using namespace ctask;

namespace {

std::string written(JsonWriter::Layout layout, const std::function<void(JsonWriter&)>& write)
{
    StringSink sink;
    JsonWriter writer(sink, layout);
    write(writer);
    writer.finish();
    return sink.text;
}

std::string on_one_line(const std::function<void(JsonWriter&)>& write)
{
    return written(JsonWriter::Layout::one_line, write);
}

std::string quoted(std::string_view text)
{
    return on_one_line([text](JsonWriter& writer) { writer.value(text); });
}

void write_sample(JsonWriter& writer)
{
    writer.begin_object();
    writer.key("name").value("x").key("count").value(3).key("none").null();
    writer.key("files").begin_array();
    writer.begin_object().key("path").value("a").key("size").value(std::uint64_t{7}).end_object();
    writer.begin_object().end_object();
    writer.end_array();
    writer.key("empty").begin_array().end_array();
    writer.key("texts").value(std::vector<std::string>{"a", "b"});
    writer.key("ok").value(true).key("bad").value(false);
    writer.end_object();
}

} // namespace

TEST_CASE("the indented layout has two spaces a level, a member a line and a line feed at the end")
{
    CHECK(written(JsonWriter::Layout::indented, write_sample) == R"({
  "name": "x",
  "count": 3,
  "none": null,
  "files": [
    {
      "path": "a",
      "size": 7
    },
    {}
  ],
  "empty": [],
  "texts": [
    "a",
    "b"
  ],
  "ok": true,
  "bad": false
}
)");
}

TEST_CASE("the one-line layout has no blanks and no line feed")
{
    CHECK(on_one_line(write_sample) ==
          R"({"name":"x","count":3,"none":null,"files":[{"path":"a","size":7},{}],"empty":[],)"
          R"("texts":["a","b"],"ok":true,"bad":false})");
}

TEST_CASE("a document may be a single value")
{
    CHECK(on_one_line([](JsonWriter& writer) { writer.value("x"); }) == R"("x")");
    CHECK(on_one_line([](JsonWriter& writer) { writer.null(); }) == "null");
    CHECK(on_one_line([](JsonWriter& writer) { writer.begin_object().end_object(); }) == "{}");
    CHECK(on_one_line([](JsonWriter& writer) { writer.begin_array().value(1).value(2).end_array(); }) ==
          "[1,2]");
    CHECK(written(JsonWriter::Layout::indented, [](JsonWriter& writer) { writer.value(1); }) == "1\n");
}

TEST_CASE("deep nesting keeps its indentation")
{
    constexpr std::size_t kDepth = 12;
    const std::string text = written(JsonWriter::Layout::indented, [](JsonWriter& writer) {
        for (std::size_t depth = 0; depth < kDepth; ++depth) writer.begin_array();
        writer.value(1);
        for (std::size_t depth = 0; depth < kDepth; ++depth) writer.end_array();
    });

    std::string expected;
    for (std::size_t depth = 0; depth < kDepth; ++depth) expected += "[\n" + std::string(2 * depth + 2, ' ');
    expected += '1';
    for (std::size_t depth = kDepth; depth-- > 0;) expected += "\n" + std::string(2 * depth, ' ') + "]";
    CHECK(text == expected + "\n");
}

TEST_CASE("numbers come out whole at the ends of their range")
{
    const auto number = [](auto value) {
        return on_one_line([value](JsonWriter& writer) { writer.value(value); });
    };
    CHECK(number(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(number(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
    CHECK(number(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(number(0) == "0");
    CHECK(number(-1) == "-1");
}

TEST_CASE("strings are escaped where JSON demands it and nowhere else")
{
    using namespace std::string_view_literals;
    CHECK(quoted("") == R"("")");
    CHECK(quoted("say \"hi\" to c:\\dir/x") == R"("say \"hi\" to c:\\dir/x")");
    CHECK(quoted("\n\r\t\b\f") == R"("\n\r\t\b\f")");
    CHECK(quoted("\0\x01\x0B\x0F\x10\x1B\x1F"sv) == R"("\u0000\u0001\u000b\u000f\u0010\u001b\u001f")");
    CHECK(quoted("日本語 é 😀") == "\"日本語 é 😀\"");
    CHECK(quoted("12345678\"12345678\\") == R"("12345678\"12345678\\")");
    CHECK(on_one_line([](JsonWriter& writer) {
              writer.begin_object().key("a\"b\n").value(1).end_object();
          }) == R"({"a\"b\n":1})");
}

TEST_CASE("what is not seen is escaped, whatever it would do to a terminal")
{
    CHECK(quoted("del\x7F") == R"("del\u007f")");
    CHECK(quoted("\u009B2J") == R"("\u009b2J")");
    CHECK(quoted("a\u202Egpj.exe") == R"("a\u202egpj.exe")");
    CHECK(quoted("\u200B\u2066\uFEFF") == R"("\u200b\u2066\ufeff")");
    CHECK(quoted("\U000E0041é") == "\"\\udb40\\udc41é\"");
}

TEST_CASE("invalid bytes in strings become replacement characters")
{
    CHECK(quoted("caf\xE9.txt") == "\"caf\uFFFD.txt\"");
    CHECK(quoted("\xED\xA0\x80") == "\"\uFFFD\uFFFD\uFFFD\"");
    CHECK(quoted("grün\xC3") == "\"grün\uFFFD\"");
    CHECK(quoted("\xFF\"\xFE") == "\"\uFFFD\\\"\uFFFD\"");
}

TEST_CASE("each character that needs an escape is found wherever it stands among the eight bytes looked at")
{
    for (std::size_t position = 0; position < 24; ++position) {
        for (const auto& [raw, escaped] :
             {std::pair("\"", "\\\""), std::pair("\\", "\\\\"), std::pair("\n", "\\n"),
              std::pair("\x1F", "\\u001f"), std::pair("\x7F", "\\u007f"), std::pair("\xFF", "\uFFFD")}) {
            const std::string before(position, 'a');
            const std::string after(24 - position, '~');
            REQUIRE(quoted(before + raw + after) == '"' + before + escaped + after + '"');
        }
    }
}

TEST_CASE("a long document reaches the sink in pieces, nothing lost, nothing held back")
{
    struct CountingSink : StringSink {
        void write(std::string_view bytes) override
        {
            ++writes;
            StringSink::write(bytes);
        }
        int writes = 0;
    };
    CountingSink sink;
    JsonWriter writer(sink, JsonWriter::Layout::one_line);
    std::string expected = "[";

    writer.begin_array();
    for (int number = 0; number < 50'000; ++number) {
        writer.begin_array().value("piece").value(number).end_array();
        expected += (number > 0 ? ",[\"piece\"," : "[\"piece\",") + std::to_string(number) + "]";
    }
    CHECK(sink.text.size() + 70'000 > expected.size());
    writer.end_array().finish();

    CHECK(sink.text == expected + "]");
    CHECK(sink.writes >= 5);
    CHECK(sink.writes <= 20);
}

TEST_CASE("JSON that is written as it is stands where a value would, with nothing unseen in it")
{
    StringSink sink;
    JsonWriter writer(sink, JsonWriter::Layout::one_line);

    writer.begin_object().key("a").json(R"({"b":[1.5,"é"]})").key("c").json("\"\u202e\x7f\"");
    writer.end_object().finish();

    CHECK(sink.text == R"({"a":{"b":[1.5,"é"]},"c":"\u202e\u007f"})");
}

TEST_CASE("elements that are handed over ready stand as if each had been written by itself")
{
    for (const auto layout : {JsonWriter::Layout::indented, JsonWriter::Layout::one_line})
        for (const unsigned at_once : {1u, 2u, 5u}) {
            StringSink expected;
            JsonWriter one_by_one(expected, layout);
            one_by_one.begin_object().key("list").begin_array().value("first");
            for (std::uint64_t n = 0; n < 5; ++n) one_by_one.begin_object().key("n").value(n).end_object();
            one_by_one.end_array().key("none").begin_array().end_array().end_object().finish();

            StringSink sink;
            JsonWriter ready(sink, layout);
            ready.begin_object().key("list").begin_array().value("first");
            std::string elements;
            for (std::size_t n = 0; n < 5; ++n) {
                elements += ready.element_lead() + "{" + ready.member_lead("n") + std::to_string(n) +
                            ready.object_end();
                if ((n + 1) % at_once == 0) ready.ready_elements(std::exchange(elements, {}));
            }
            ready.ready_elements(elements).end_array();
            ready.key("none").begin_array().ready_elements("").end_array().end_object().finish();

            CHECK(sink.text == expected.text);
        }
}

TEST_CASE("a sink that fails is heard, and destroying the writer afterwards is quiet")
{
    struct FullSink : ByteSink {
        void write(std::string_view) override { throw std::runtime_error("full"); }
    };
    FullSink sink;
    JsonWriter writer(sink);
    writer.begin_object();
    CHECK_THROWS_WITH(writer.end_object().finish(), "full");
}
