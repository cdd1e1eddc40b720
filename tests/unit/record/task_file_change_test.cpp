// Changing task.yaml: the values asked for, and not a byte beside them.
#include "base/error.hpp"
#include "record/task_file.hpp"

#include "support/doctest.hpp"
#include "support/failures.hpp"

#include <string>

using namespace ctask;

namespace {

using Values = std::map<std::string, std::string>;

std::string change(const std::string& text, const Values& values)
{
    return change_task_file(text, values, "task.yaml");
}

std::string problem_of(const std::string& text, const Values& values)
{
    CAPTURE(text);
    return refusal_of([&] { change(text, values); });
}

} // namespace

TEST_CASE("a value is replaced where it stands and everything else stays")
{
    const std::string text =
        "# mine\nstatus:   active   # really\n\nextra: [1,  2]\n\"title\": 'old'\nz: *\n";
    CHECK(problem_of(text, {}).starts_with("task.yaml:6: "));

    const std::string good = text.substr(0, text.find("z:"));

    CHECK(change(good, {{"status", "archived"}, {"title", "größer: \"neu\""}}) ==
          "# mine\nstatus:   archived   # really\n\nextra: [1,  2]\n\"title\": \"größer: \\\"neu\\\"\"\n");
}

TEST_CASE("nothing to change leaves every byte, a value that is already so too")
{
    for (const char* text :
         {"title: x", "{title: x}\n", "\xEF\xBB\xBFtitle: |\r\n  x\r\n", "---\ntitle: 'x'\n...\n"})
        CHECK(change(text, {}) == text);
    CHECK(change("title: 'x'  # y", {{"title", "x"}}) == "title: 'x'  # y");
}

TEST_CASE("characters of several bytes, a byte-order mark and CRLF do not shift anything")
{
    const std::string text =
        "\xEF\xBB\xBF# ümläut 日本 🦀\r\ntitle: größe # ü\r\nstatus: active\r\n";

    CHECK(change(text, {{"title", "neu"}, {"status", "archived"}, {"archived_at", "2026-11-23T07:04:05Z"}}) ==
          "\xEF\xBB\xBF# ümläut 日本 🦀\r\ntitle: neu # ü\r\nstatus: archived\r\narchived_at: "
          "2026-11-23T07:04:05Z\r\n");
}

TEST_CASE("an empty value is filled, before its comment")
{
    CHECK(change("title:\nid: 1\n", {{"title", "x"}}) == "title: x\nid: 1\n");
    CHECK(change("title: # c\n", {{"title", "x"}}) == "title: x # c\n");
    CHECK(change("title: ~", {{"title", "x"}}) == "title: x");
    CHECK(change("title:", {{"title", "null"}}) == "title: \"null\"");
}

TEST_CASE("a missing key is added at the end, the way the file is made")
{
    CHECK(change("id: x\n", {{"status", "archived"}}) == "id: x\nstatus: archived\n");
    CHECK(change("id: x", {{"status", "archived"}}) == "id: x\nstatus: archived");
    CHECK(change("id: x\r\n", {{"status", "archived"}}) == "id: x\r\nstatus: archived\r\n");
    CHECK(change("  id: x\n  slug: y\n# end\n", {{"status", "archived"}}) ==
          "  id: x\n  slug: y\n# end\n  status: archived\n");
    CHECK(change("---\nid: x\n...\n", {{"status", "archived"}}) == "---\nid: x\nstatus: archived\n...\n");
    CHECK(change("id: x\nt: |\n  a\n\n", {{"status", "archived"}}) ==
          "id: x\nt: |\n  a\n\nstatus: archived\n");
}

TEST_CASE("an empty new value removes the key with its line")
{
    const Values none = {{"archived_at", ""}};
    const std::string line = "archived_at: 2026-11-23T07:04:05Z";

    CHECK(change("id: x\n" + line + " # when\nslug: y\n", none) == "id: x\nslug: y\n");
    CHECK(change(line + "\r\nid: x\r\n", none) == "id: x\r\n");
    CHECK(change("id: x\n" + line, none) == "id: x");
    CHECK(change("id: x\r\n" + line, none) == "id: x");
    CHECK(change("id: x\narchived_at:\n  2026-11-23T07:04:05Z\nslug: y\n", none) == "id: x\nslug: y\n");
    CHECK(change("id: x\n", none) == "id: x\n");
}

TEST_CASE("times stay as the file has them, plain or in quotes")
{
    const Values now = {{"updated_at", "2026-11-23T07:04:05Z"}};

    CHECK(change("updated_at: 2020-01-01T00:00:00Z\n", now) == "updated_at: 2026-11-23T07:04:05Z\n");
    CHECK(change("updated_at: '2020-01-01T00:00:00Z'\n", now) == "updated_at: \"2026-11-23T07:04:05Z\"\n");
    CHECK(change("id: x\n", now) == "id: x\nupdated_at: 2026-11-23T07:04:05Z\n");
}

TEST_CASE("in brackets a value is replaced, and nothing is added or removed")
{
    CHECK(change("{title: x, status: active}\n", {{"title", "a, b"}}) ==
          "{title: \"a, b\", status: active}\n");
    CHECK(problem_of("{title: x}\n", {{"slug", "y"}}) ==
          "task.yaml:1: cannot add slug: expected a mapping without brackets");
    CHECK(problem_of("{title: x, slug: y}\n", {{"slug", ""}}) ==
          "task.yaml:1: cannot change slug: expected each key on a line of its own");
}

TEST_CASE("what cannot be changed without harm is refused")
{
    CHECK(problem_of("title: |\n  x\n", {{"title", "y"}}) ==
          "task.yaml:1: cannot change title: expected text on one line");
    CHECK(problem_of("agent: {type: x}\n", {{"agent", "y"}}) ==
          "task.yaml:1: cannot change agent: expected text");
    CHECK(problem_of("title: &t x\nother: *t\n", {{"title", "y"}}) ==
          "task.yaml:1: cannot change title: expected text without an anchor");
    CHECK(problem_of("id: x\nlast: |\n  text", {{"title", "y"}}) ==
          "task.yaml:1: cannot be changed without harm: expected one plain key a line");
    CHECK(problem_of("title: x\n", {{"title", ""}}).starts_with("task.yaml:1: expected a mapping"));
    CHECK(problem_of("status: active\n", {{"status", "bogus"}}).starts_with("task.yaml:1: expected active"));
}
