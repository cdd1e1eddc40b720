// The YAML tree: kinds, places in bytes, and everything that is refused with its line.
#include "record/yaml_reader.hpp"

#include "support/doctest.hpp"
#include "support/failures.hpp"

#include <string>

using namespace ctask;
using namespace std::string_literals;

namespace {

YamlNode root_of(const std::string& text)
{
    return read_yaml(text, "f.yaml").root;
}

std::string problem_of(const std::string& text)
{
    CAPTURE(text);
    return refusal_of([&] { read_yaml(text, "f.yaml"); });
}

} // namespace

TEST_CASE("places are bytes, also behind characters of several bytes and either line break")
{
    const std::string text = "ä: é # ü\r\n\"日本\": 'x''y'\r\nempty:\r\nlast: &a b";

    const YamlNode root = root_of(text);

    const auto source = [&](const char* key) {
        const YamlNode* node = root.find(key);
        REQUIRE(node);
        return text.substr(node->begin, node->end - node->begin);
    };
    CHECK(source("ä") == "é");
    CHECK(source("日本") == "'x''y'");
    CHECK(root.find("日本")->text == "x'y");
    CHECK(source("empty").empty());
    CHECK(text.substr(root.find("empty")->begin, 2) == "\r\n");
    CHECK(source("last") == "&a b");
    CHECK(root.find("last")->anchored);
    CHECK(root.find("last")->line == 4);
}

TEST_CASE("only what is written as null is null")
{
    const YamlNode root =
        root_of("a: ~\nb: null\nc:\nd: !!null x\ne: 'null'\nf: \"\"\ng: none\nh: []\ni: !!str\n");

    for (const char* key : {"a", "b", "c", "d"}) CHECK(root.find(key)->is_null());
    for (const char* key : {"e", "f", "g", "h", "i"}) CHECK_FALSE(root.find(key)->is_null());
    CHECK(root.find("missing") == nullptr);
}

TEST_CASE("lists, mappings and aliases keep their shape")
{
    const YamlNode root =
        root_of("list: [a, {b: c}]\nblock:\n  - x\nalias: &n v\nof: *n\n? [complex]\n: y\n");

    CHECK(root.find("list")->flow);
    CHECK(root.find("list")->items.at(1).find("b")->text == "c");
    CHECK_FALSE(root.find("block")->flow);
    CHECK(root.find("block")->items.at(0).text == "x");
    CHECK(root.find("of")->kind == YamlNode::Kind::alias);
    CHECK(root.find("of")->text == "n");
    CHECK(root.members.size() == 5);
}

TEST_CASE("further members go to the end of the text or before the mark that ends the document")
{
    CHECK(read_yaml("a: b\n# c\n", "f").end == 9);
    CHECK(read_yaml("---\na: b\n...\n# c\n", "f").end == 9);
}

TEST_CASE("what is not one document of text is refused with its line")
{
    CHECK(problem_of("") == "f.yaml:1: expected a mapping, found nothing");
    CHECK(problem_of("# only this\n") == "f.yaml:1: expected a mapping, found nothing");
    CHECK(problem_of("a: b\n\xC3\n") == "f.yaml:2: expected UTF-8");
    CHECK(problem_of("a: b\nc: \xFF") == "f.yaml:2: expected UTF-8");
    CHECK(problem_of("a: b\n---\nc: d\n") == "f.yaml:2: expected the end, found a second document");
    CHECK(problem_of("a: b\n\x01\n") == "f.yaml:2: expected text, found a control character");
    CHECK(problem_of(std::string(512, '\0')) == "f.yaml:1: expected text, found a control character");
    CHECK(problem_of("a:\n\tb: c\n") == "f.yaml:2: expected blanks for indentation, found a tab");
    CHECK(problem_of("a: b: c\n").starts_with("f.yaml:1: expected valid YAML: "));
    CHECK(problem_of("a: [1, 2\n\n").starts_with("f.yaml:1: expected valid YAML: "));
    CHECK(problem_of("a: b\nx: 1\na: c\n") == "f.yaml:3: expected each key once, found a again");
    CHECK(problem_of("a:\n  b: 1\n  b: 2\n") == "f.yaml:3: expected each key once, found b again");
    CHECK(problem_of("\"a\\n\": 1\n\"a\\n\": 2\n") == "f.yaml:2: expected each key once, found a\\n again");
}

TEST_CASE("nesting is read up to 64 and refused beyond, however it is made")
{
    CHECK(root_of(std::string(63, '[') + "x" + std::string(63, ']')).items.size() == 1);
    CHECK(problem_of(std::string(64, '[') + "x" + std::string(64, ']')) == "f.yaml:1: expected less nesting");
    CHECK(problem_of(std::string(100000, '[')) == "f.yaml:1: expected less nesting");
    std::string dashes;
    for (int depth = 0; depth < 100; ++depth) dashes += "- ";
    CHECK(problem_of(dashes) == "f.yaml:1: expected less nesting");
}
