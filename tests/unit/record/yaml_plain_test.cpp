// The quick way to read a plain task.yaml: it takes what it should, and what it takes it reads as libyaml
// does.
#include "record/yaml_plain.hpp"

#include "record/task_file.hpp"

#include "support/doctest.hpp"

#include <random>

namespace ctask {
namespace {

const std::string kUsual = "id: 20261122T101500Z-1a2b3c4d\n"
                           "slug: größe-prüfen\n"
                           "title: \"Größe prüfen: alle\"\n"
                           "# a comment\n"
                           "created_at: 2026-11-22T10:15:00Z\n"
                           "\n"
                           "status: active\n"
                           "agent: /usr/bin/claude\n"
                           "schema_version: 1\n"
                           "workspace: {mode: native}\n";

const char* const kNotPlain[] = {
    // No mapping, or a key twice.
    "", "\n", "# only a comment\n", "slug: a\nslug: b\n",
    // Values that are quoted, folded, cut short by a comment, or end in doubt.
    "slug: 'a'\n", "slug: \"a\\n\"\n", "slug: |\n  a\n", "slug: a\n  b\n", "slug: a # b\n", "slug: a: b\n",
    "slug: a:\n", "slug:a\n", "slug:\n", "slug: \n", "slug: a \n",
    // What stands for something else.
    "slug: -a\n", "slug: &x a\n", "slug: *x\n", "slug: !!str a\n", "slug: [a]\n", "slug: {a: b}\n",
    // More than one document, and other ends of lines.
    "---\nslug: a\n", "slug: a\n...\n", "slug: a\r\n",
    // Bytes.
    "slug: \ta\n", "slug: \x01\n", "slug: \xff\n",
    "slug: a\xc2\x85"
    "b\n",
    "slug: a\xe2\x80\xa8"
    "b\n",
    "\xef\xbb\xbfslug: a\n",
    // Keys, and mappings in mappings.
    "a b: c\n", "agent:\n  type: x\n", "workspace:\n  mode: native\n  x: y\n", " slug: a\n"};

/// Nothing when libyaml refuses it.
std::optional<YamlDocument> read_by_libyaml(const std::string& text)
{
    try {
        return read_yaml(text, "task.yaml");
    } catch (const Failure&) {
        return std::nullopt;
    }
}

void check_same_place(const YamlNode& plain, const YamlNode& expected)
{
    CHECK(plain.line == expected.line);
    CHECK(plain.begin == expected.begin);
    CHECK(plain.flow == expected.flow);
    CHECK(plain.plain == expected.plain);
    if (plain.kind == YamlNode::Kind::scalar) CHECK(plain.end == expected.end);
    REQUIRE(plain.members.size() == expected.members.size());
    for (std::size_t at = 0; at < plain.members.size(); ++at) {
        check_same_place(plain.members[at].key, expected.members[at].key);
        check_same_place(plain.members[at].value, expected.members[at].value);
    }
}

void check_same(const std::string& text)
{
    const std::optional<YamlDocument> plain = read_plain_yaml(text);
    if (!plain) return;
    CAPTURE(text);
    const std::optional<YamlDocument> expected = read_by_libyaml(text);
    REQUIRE(expected.has_value());
    CHECK(is_same(plain->root, expected->root));
    CHECK(plain->end == expected->end);
    check_same_place(plain->root, expected->root);
}

TEST_CASE("what ctask writes is read the quick way, and so is what the earlier tool wrote")
{
    TaskFile task;
    task.id = task.slug = "fix";
    task.title = "fix: it";
    task.category = "general";
    task.agent.command = "claude";
    CHECK(read_plain_yaml(format_task_file(task)).has_value());
    CHECK(read_plain_yaml(kUsual).has_value());
    CHECK(read_plain_yaml("slug: a\nworkspace:\n    mode: native\n").has_value());
    CHECK(read_plain_yaml("slug: a").has_value());
    for (const std::string& text : {kUsual, std::string("\n#\nslug: a\nworkspace:\n    mode: native\n#")})
        check_same(text);
}

TEST_CASE("what is not surely plain is left to libyaml")
{
    for (const char* text : kNotPlain) {
        CAPTURE(text);
        CHECK_FALSE(read_plain_yaml(text).has_value());
    }
}

TEST_CASE("whatever becomes of a plain file, it is read as libyaml reads it or not at all")
{
    const std::string bytes = "a1 :#\"'\\{}[]-,&*!|>%@`~?\n\t\r\x01\x85\xc2\xc3\xe2\x80\xa8\xef";
    std::mt19937 random(7);
    const auto up_to = [&random](std::size_t limit) { return random() % (limit + 1); };
    for (int round = 0; round < 10000; ++round) {
        std::string text = kUsual;
        for (std::size_t edits = 1 + up_to(2); edits > 0; --edits) {
            const std::size_t at = up_to(text.size() - 1);
            const char byte = bytes[up_to(bytes.size() - 1)];
            const std::size_t kind = up_to(2);
            if (kind == 0) text[at] = byte;
            if (kind == 1) text.insert(at, 1, byte);
            if (kind == 2) text.erase(at, 1 + up_to(8));
            if (text.empty()) text = "x";
        }
        check_same(text);
    }
}

} // namespace
} // namespace ctask
