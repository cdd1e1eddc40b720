// Where a long JSON text is cut.
#include "record/json_pieces.hpp"

#include "record/json_reader.hpp"

#include "support/doctest.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace ctask;

namespace {

using Lists = std::vector<std::string>;

/// A text that was added in parts of so many bytes.
struct Cut {
    Lists lists;
    std::string rest;
};

bool is_list(const std::string& text)
{
    std::string problem;
    const auto document = JsonDocument::parse(text, problem);
    return document && document->root().is_array() && text != "[]";
}

Cut cut(const std::string& text, std::size_t least, std::size_t part)
{
    Cut result;
    const auto take = [&](std::string& list, std::size_t place, JsonPieces::Cut cut) {
        if (cut == JsonPieces::Cut::guessed && !is_list(list)) return false;
        // An opening bracket of its own takes the place of the array's or of a comma.
        CHECK(text.compare(place + 1, list.size() - 2, list, 1, list.size() - 2) == 0);
        CHECK((text[place] == '[' || text[place] == ','));
        result.lists.push_back(list);
        return true;
    };
    JsonPieces pieces("a", least, take);
    for (std::size_t at = 0; at < text.size(); at += part) REQUIRE(pieces.add(text.substr(at, part)));
    pieces.finish();
    CHECK(pieces.is_cut() == !result.lists.empty());
    result.rest = pieces.rest();
    // What is behind the array has its place in the text as well.
    for (std::size_t back = 1; back <= result.rest.size() && result.rest[result.rest.size() - back] != '[';
         ++back)
        CHECK(pieces.place_in_text(result.rest.size() - back) == text.size() - back);
    return result;
}

/// The text that it was cut from.
std::string put_together(const Cut& cut)
{
    std::string inside;
    for (const std::string& list : cut.lists)
        inside += (inside.empty() ? "" : ",") + list.substr(1, list.size() - 2);
    std::string text = cut.rest;
    return text.insert(text.find('[') + 1, inside);
}

} // namespace

TEST_CASE("the array is the outermost object's, whatever lies before it and in it, however the text comes")
{
    struct Row {
        const char* text;
        Lists lists;
        const char* rest;
    };
    const Row rows[] = {
        {R"({"a":[1,2]})", {"[1]", "[2]"}, R"({"a":[]})"},
        {R"( { "b" : {"a":[9,9],"c":["]"]} , "a" : [ 1 , 2] } )",
         {"[ 1 ]", "[ 2]"},
         R"( { "b" : {"a":[9,9],"c":["]"]} , "a" : [] } )"},
        {R"({"a":[1,2],"a":[3,4]})", {"[1]", "[2]"}, R"({"a":[],"a":[3,4]})"},
        {R"({"b\"a\":[3,4]":1,"a":["]","\\",[{"x":"[\"",","}]]})",
         {R"(["]"])", R"(["\\"])", R"([[{"x":"[\"",","}]])"},
         R"({"b\"a\":[3,4]":1,"a":[]})"},
        {R"({"b":"\\","a":[1,2]})", {"[1]", "[2]"}, R"({"b":"\\","a":[]})"},
        {R"({"b":"\\\"","a":[1,2]})", {"[1]", "[2]"}, R"({"b":"\\\"","a":[]})"},
        {R"({"a":["\\\\\"",2]})", {R"(["\\\\\""])", "[2]"}, R"({"a":[]})"},
        {R"({"a":[1,]})", {"[1]", "[]"}, R"({"a":[]})"},
        {R"({"a":[1,2)", {"[1]"}, R"({"a":[2)"},
        {R"({"a":[1,2})", {"[1]", "[2]"}, R"({"a":[})"},
    };
    for (const Row& row : rows)
        for (std::size_t part = 1; part <= std::string(row.text).size(); ++part) {
            CAPTURE(std::string(row.text));
            CAPTURE(part);
            const Cut result = cut(row.text, 0, part);
            CHECK(result.lists == row.lists);
            CHECK(result.rest == row.rest);
        }
}

TEST_CASE("a text without such an array, or with a short one, stays whole")
{
    const char* texts[] = {
        R"({"a":null})",
        R"({"a":{"a":[1,2]}})",
        R"([{"a":[1,2]}])",
        R"({"b":[1,2]})",
        R"({"x\"a":[1,2]})",
        R"({"xa":[1,2]})",
        R"({"a":["])",
        R"({"a)",
        R"({"a")",
        R"({"a":[1]})",
        R"({"b":1}{"c":[1,2]})",
        R"({"\u0061":[1,2]})",
        R"({"a" [1,2]})",
        "]]}}",
        "{",
        "",
    };
    for (const char* text : texts) {
        CAPTURE(std::string(text));
        const Cut result = cut(text, 0, 3);
        CHECK(result.lists.empty());
        CHECK(result.rest == text);
    }
}

TEST_CASE("an array is cut between its elements only, behind so many bytes")
{
    const auto lists_of = [](const std::string& inside, std::size_t least) {
        return cut("{\"a\":[" + inside + "]}", least, 4).lists;
    };
    CHECK(lists_of("1,2,3", 4) == Lists{"[1,2]", "[3]"});
    CHECK(lists_of("1,2,3", 6) == Lists{});
    CHECK(lists_of("1,2,3", 9) == Lists{});
    CHECK(lists_of(R"([1,2],{"x":",","y":[3,4]},"a,\",b")", 0) ==
          Lists{"[[1,2]]", R"([{"x":",","y":[3,4]}])", R"(["a,\",b"])"});
}

TEST_CASE("who takes the pieces can end the cutting")
{
    int taken = 0;
    JsonPieces pieces("a", 0, [&](std::string&, std::size_t, JsonPieces::Cut) { return ++taken < 2; });
    CHECK(pieces.add(R"({"a":[1,)"));
    CHECK_FALSE(pieces.add("2,3,4]}"));
    CHECK(taken == 2);
}

TEST_CASE("where an element ends is guessed by its line, and a wrong guess is mended")
{
    const std::string texts[] = {
        "{\"a\":[{\"x\":1},\n{\"x\":2},\n{\"x\":3}]}",
        // In an element, and in an element of an element.
        "{\"a\":[{\"x\":{},\n\"y\":1},{\"z\":2}]}",
        "{\"a\":[[{},\n{},\n{}],[{},\n{}]]}",
        // In what comes behind the array.
        "{\"a\":[{},{}],\"b\":[{},\n{},\n{}],\"a\":[{},\n{}]}",
        "{\"a\":[],\"b\":[{},\n{},\n{}]}",
    };
    for (const std::string& text : texts)
        for (std::size_t part = 1; part <= text.size(); ++part)
            for (std::size_t least = 0; least < text.size(); ++least) {
                CAPTURE(text);
                CAPTURE(part);
                CAPTURE(least);
                const Cut result = cut(text, least, part);
                CHECK(std::all_of(result.lists.begin(), result.lists.end(), is_list));
                CHECK(put_together(result) == text);
            }
    CHECK(cut(texts[0], 10, 1).lists == Lists{"[{\"x\":1}]", "[\n{\"x\":2}]", "[\n{\"x\":3}]"});
}
