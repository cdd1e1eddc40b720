// What the JSON reader accepts, what it believes, and how it says what is wrong.
#include "record/json_reader.hpp"

#include "support/doctest.hpp"

#include <string>

using namespace ctask;
using namespace std::string_literals;

namespace {

JsonDocument document(const std::string& bytes)
{
    std::string problem;
    auto parsed = JsonDocument::parse(bytes, problem);
    REQUIRE_MESSAGE(parsed, problem);
    return std::move(*parsed);
}

std::string problem_of(const std::string& bytes)
{
    std::string problem;
    REQUIRE_FALSE(JsonDocument::parse(bytes, problem));
    return problem;
}

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + "1" + std::string(depth, ']');
}

} // namespace

TEST_CASE("each getter gives its own type and nothing for any other")
{
    const JsonDocument json =
        document(R"({"t": "x", "n": 7, "b": true, "a": ["p", 1, "q"], "o": {}, "z": null})");
    const JsonValue root = json.root();

    CHECK(root["t"].text() == "x");
    CHECK(root["n"].number() == 7);
    CHECK(root["b"].truth() == true);
    CHECK(root["a"].is_array());
    CHECK(root["o"].is_object());
    CHECK(root["a"].texts() == std::vector<std::string>{"p", "q"});

    for (const char* key : {"n", "b", "a", "o", "z", "missing"}) CHECK_FALSE(root[key].text());
    for (const char* key : {"t", "b", "a", "o", "z", "missing"}) CHECK_FALSE(root[key].number());
    for (const char* key : {"t", "n", "a", "o", "z", "missing"}) CHECK_FALSE(root[key].truth());
    for (const char* key : {"t", "n", "b", "o", "z", "missing"}) CHECK(root[key].texts().empty());
}

TEST_CASE("null and absent are the same")
{
    const JsonDocument json = document(R"({"z": null, "x": 0})");

    CHECK(json.root()["z"].is_null_or_absent());
    CHECK(json.root()["missing"].is_null_or_absent());
    CHECK(json.root()["missing"]["deeper"].is_null_or_absent());
    CHECK_FALSE(json.root()["x"].is_null_or_absent());
}

TEST_CASE("a number outside 64 bits or with a fraction is none")
{
    const JsonDocument json = document(R"({"most": 9223372036854775807, "least": -9223372036854775808,
        "beyond": 9223372036854775808, "fraction": 1.5, "exponent": 1e3})");

    CHECK(json.root()["most"].number() == INT64_MAX);
    CHECK(json.root()["least"].number() == INT64_MIN);
    CHECK_FALSE(json.root()["beyond"].number());
    CHECK_FALSE(json.root()["fraction"].number());
    CHECK_FALSE(json.root()["exponent"].number());
}

TEST_CASE("of a key that stands twice the first counts")
{
    const JsonDocument json = document(R"({"pid": 1, "pid": 2})");

    CHECK(json.root()["pid"].number() == 1);
}

TEST_CASE("a byte-order mark is passed over")
{
    const JsonDocument json = document("\xEF\xBB\xBF{\"a\": 1}");

    CHECK(json.root()["a"].number() == 1);
}

TEST_CASE("nesting is read up to 64 and refused beyond")
{
    const JsonDocument json = document(nested(64));

    CHECK(json.root().is_array());
    CHECK(problem_of(nested(65)) == "is not valid JSON: nested more than 64 deep");
    CHECK(problem_of(std::string(100000, '[')).starts_with("is not valid JSON: "));
}

TEST_CASE("what is wrong is said in words, with the place where it is known")
{
    CHECK(problem_of("") == "is empty");
    CHECK(problem_of(" \n\t") == "is empty");
    CHECK(problem_of("\xEF\xBB\xBF") == "is empty");
    CHECK(problem_of(std::string(4096, '\0')) == "is not valid JSON: a zero byte at byte 0");
    CHECK(problem_of("{\"a\": \0}"s) == "is not valid JSON: a zero byte at byte 6");
    CHECK(problem_of("{\"a\": [1, 2") == "is not valid JSON: it ends early, at byte 11");
    CHECK(problem_of("{\"a\": \"cut") == "is not valid JSON: it ends early, at byte 10");
    CHECK(problem_of("{\"a\": \"\xFF\"}") == "is not valid JSON: not UTF-8 at byte 7");
    CHECK(problem_of("\xEF\xBB\xBF{\"a\": \"\xFF\"}") == "is not valid JSON: not UTF-8 at byte 10");
    CHECK(problem_of("{\"a\": \"\\x\"}") == "is not valid JSON: a malformed string");
    CHECK(problem_of("{\"a\": \"\n\"}") == "is not valid JSON: a control character in a string");
    CHECK(problem_of("{\"a\": 123456789012345678901234567890}") ==
          "is not valid JSON: a number that is malformed or out of range");
    CHECK(problem_of("{\"a\" 1}") ==
          "is not valid JSON: its brackets, commas and colons do not fit together");
}

TEST_CASE("a value outlives the bytes it was read from and a move of its document")
{
    auto bytes = std::make_unique<std::string>(R"({"list": ["kept"]})");
    JsonDocument first = document(*bytes);
    const JsonValue list = first.root()["list"];
    bytes.reset();

    const JsonDocument second = std::move(first);

    CHECK(list.texts() == std::vector<std::string>{"kept"});
    CHECK(second.root()["list"].is_array());
}

TEST_CASE("the members that are not known come with their values as they are written")
{
    const JsonDocument json = document(
        R"({"known": 1, "a b": {"x": [1, 2.5, "é\"\n", null]}, "big": 18446744073709551615, "no": false})");

    CHECK(json.root().members_but({"known", "other"}) ==
          std::vector<JsonMember>{
              {"a b", R"({"x":[1,2.5,"é\"\n",null]})"}, {"big", "18446744073709551615"}, {"no", "false"}});
    CHECK(document("[1]").root().members_but({}).empty());
}

TEST_CASE("each stops when it is told to")
{
    const JsonDocument json = document("[1, 2, 3]");
    std::int64_t sum = 0;

    json.root().each([&sum](const JsonValue& value) {
        sum += value.number().value_or(0);
        return sum < 3;
    });

    CHECK(sum == 3);
}
