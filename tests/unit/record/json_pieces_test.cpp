// Where a long JSON text is cut.
#include "record/json_pieces.hpp"

#include "support/doctest.hpp"

#include <string>
#include <vector>

using namespace ctask;

namespace {

/// What lies between the brackets of the member `a`; "-" when it is not found.
std::string inside_of(const std::string& json)
{
    const std::optional<ArrayInside> inside = find_array(json, "a");
    return inside ? json.substr(inside->begin, inside->end - inside->begin) : "-";
}

std::vector<std::string> pieces_of(std::string_view inside, std::size_t least)
{
    std::vector<std::string> pieces;
    while (true) {
        const std::size_t end = end_of_piece(inside, least);
        pieces.emplace_back(inside.substr(0, end));
        if (end == inside.size()) return pieces;
        inside.remove_prefix(end + 1);
    }
}

} // namespace

TEST_CASE("the array is the outermost object's, whatever lies before it and in it")
{
    const std::pair<const char*, const char*> rows[] = {
        {R"({"a":[1,2]})", "1,2"},
        {R"( { "b" : {"a":[9],"c":["]"]} , "a" : [ 1 ] } )", " 1 "},
        {R"({"a":[],"a":[1]})", ""},
        {R"({"b\"a\":[3]":1,"a":["]","\\",[{"x":"[\""}]]})", R"("]","\\",[{"x":"[\""}])"},
        {R"({"b":"\\","a":[1]})", "1"},
        {R"({"b":"\\\"","a":[1]})", "1"},
        {R"({"a":null})", "-"},
        {R"({"a":{"a":[1]}})", "-"},
        {R"([{"a":[1]}])", "-"},
        {R"({"b":[1]})", "-"},
        {R"({"a":[1)", "-"},
        {R"({"a":[1})", "-"},
        {R"({"a":["])", "-"},
        {R"({"a)", "-"},
        {R"({"a")", "-"},
        {R"({"b":1}{"a":[1]})", "-"},
        {"{", "-"},
        {"", "-"},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string(row.first));
        CHECK(inside_of(row.first) == row.second);
    }
}

TEST_CASE("an array is cut between its elements only, behind so many bytes")
{
    using Pieces = std::vector<std::string>;
    CHECK(pieces_of("1,2,3", 0) == Pieces{"1", "2", "3"});
    CHECK(pieces_of("1,2,3", 2) == Pieces{"1,2", "3"});
    CHECK(pieces_of("1,2,3", 9) == Pieces{"1,2,3"});
    CHECK(pieces_of(R"([1,2],{"x":",","y":[3,4]},"a,\",b")", 0) ==
          Pieces{"[1,2]", R"({"x":",","y":[3,4]})", R"("a,\",b")"});
    CHECK(pieces_of("", 4) == Pieces{""});
    CHECK(pieces_of("1,", 0) == Pieces{"1", ""});
}
