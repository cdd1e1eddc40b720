// Writing a new task.yaml: key order, and text that comes back the same whatever it looks like.
#include "base/text.hpp"
#include "record/task_file.hpp"
#include "record/yaml_scalar.hpp"

#include "support/doctest.hpp"

#include <string>

using namespace ctask;

namespace {

TaskFile plain_task()
{
    TaskFile task;
    task.id = "2026-11-23_fix-the-parser";
    task.slug = "fix-the-parser";
    task.title = "fix the parser";
    task.created_at = task.updated_at = parse_time("2026-11-23T07:04:05Z");
    task.category = "general";
    task.agent.command = "claude";
    return task;
}

/// What YAML, by one of its versions, takes for something else than text.
const char* const kClaimed[] = {
    // Numbers, in whatever notation.
    "1", "-1", "+1", "1_000", "0x1F", "0o17", "017", "1.5", ".5", "1e3", "-.inf", ".NaN", "190:20", "1:30",
    "12,5",
    // Truth, nothing, merging and times.
    "", "y", "N", "yes", "No", "ON", "off", "true", "False", "null", "NULL", "~", "=", "<<", "2026-11-23",
    "2026-11-23T07:04:05Z", "2026-11-23 07:04:05.5 +1",
    // Marks.
    "---", "...", "- a", "-", "?", "?a", ":", ":a", "a:", "a: b", "a #b", "#a", " a", "a ", "a\t", "\ta",
    "[a]", "{a}", "a, b", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a",
    // What ends a line, for some, or must not stand in one.
    "a\nb", "a\rb", "a\x7F", "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF", "\xEF\xBF\xBE"};

} // namespace

TEST_CASE("a task is written with its keys in order and without quotes where none are needed")
{
    CHECK(format_task_file(plain_task()) == R"(id: 2026-11-23_fix-the-parser
slug: fix-the-parser
title: fix the parser
created_at: 2026-11-23T07:04:05Z
updated_at: 2026-11-23T07:04:05Z
status: active
category: general
mode: local
agent: claude
schema_version: 1
workspace: {mode: native}
)");
}

TEST_CASE("a variable's name that is too long for a simple key comes back")
{
    for (const std::size_t length : {1000u, 1001u, 1024u, 1025u, 5000u}) {
        for (const char* character : {"a", "\"", "\xC3\xA4"}) {
            std::string name;
            while (name.size() < length) name += character;
            TaskFile task;
            task.agent = {"", "claude", {}, {{name, "1"}, {"B", "2"}}};

            const TaskFile back = parse_task_file(format_task_file(task), "task.yaml");

            CHECK(back.agent.env == task.agent.env);
        }
    }
}

TEST_CASE("an archived project whose agent has arguments is written with all that")
{
    TaskFile task = plain_task();
    task.status = "archived";
    task.archived_at = task.created_at;
    task.type = "project";
    task.launch_dir = "fix-the-parser";
    task.agent = {"custom", "/opt/my agent", {"-p", "a: b", ""}, {{"A", "yes"}, {"n", "\n"}}};

    const std::string text = format_task_file(task);

    CHECK(text.substr(text.find("archived_at")) == R"(archived_at: 2026-11-23T07:04:05Z
status: archived
category: general
type: project
mode: local
agent:
  type: custom
  command: /opt/my agent
  args:
    - "-p"
    - "a: b"
    - ""
  env:
    A: "yes"
    "n": "\n"
launch_dir: fix-the-parser
schema_version: 1
workspace: {mode: native}
)");
    const TaskFile back = parse_task_file(text, "task.yaml");
    CHECK(back.agent.args == task.agent.args);
    CHECK(back.agent.env == task.agent.env);
    CHECK(format_task_file(back) == text);
}

TEST_CASE("text that another type would claim is quoted")
{
    for (const char* text : kClaimed) {
        INFO(text);
        CHECK(yaml_scalar(text) == quoted_yaml_scalar(text));
    }
}

TEST_CASE("plain text stays plain")
{
    for (const char* text :
         {"a", "fix the parser", "a:b", "a#b", "a-b", "2026-11-23_fix-the-parser", "it's", "50%", "why?",
          "a \"b\" c", "größe prüfen", "日本語", "/usr/bin/env", "yesterday", "3 mice", "c:\\d"}) {
        INFO(text);
        CHECK(yaml_scalar(text) == text);
    }
}

TEST_CASE("every character comes back the same, alone and between others")
{
    // From here on they are much alike, but for those that YAML takes for a line break or for nothing at all.
    constexpr char32_t kAlike = 0x500;
    constexpr char32_t kTogether = 16;
    const auto comes_back = [](char32_t first, char32_t count) {
        TaskFile task = plain_task();
        task.slug.clear();
        append_utf8(task.slug, first);
        for (char32_t character = first; character < first + count; ++character)
            append_utf8(task.title += "a", character);
        const TaskFile back = parse_task_file(format_task_file(task), "task.yaml");
        return back.title == task.title && back.slug == task.slug;
    };
    const auto check = [&](char32_t first, char32_t count) {
        if (!comes_back(first, count)) FAIL_CHECK("U+" << std::hex << unsigned(first));
    };
    for (char32_t character = 1; character < kAlike; ++character) check(character, 1);
    for (char32_t character = kAlike; character < 0x10000; character += kTogether)
        if (character < 0xD800 || character > 0xDFFF) check(character, kTogether);
    for (const char32_t character : {0x2028u, 0x2029u, 0xFEFFu, 0xFFFDu, 0xFFFEu, 0xFFFFu, 0x1F600u})
        check(character, 1);
}

TEST_CASE("a title that is not UTF-8 is written with replacement characters")
{
    TaskFile task = plain_task();
    task.title = "caf\xE9";

    CHECK(parse_task_file(format_task_file(task), "task.yaml").title == "caf\xEF\xBF\xBD");
}
