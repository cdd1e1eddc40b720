// Reading task.yaml: every key, every wrong type by name and line.
#include "record/task_file.hpp"

#include "base/error.hpp"

#include "support/doctest.hpp"
#include "support/failures.hpp"

#include <string>

using namespace ctask;
using namespace std::string_literals;

namespace {

TaskFile read(const std::string& text)
{
    return parse_task_file(text, "task.yaml");
}

std::string problem_of(const std::string& text)
{
    CAPTURE(text);
    return refusal_of([&] { read(text); });
}

} // namespace

TEST_CASE("every known key is read and unknown ones are passed over")
{
    const TaskFile task = read(R"(id: 2026-11-23_fix
slug: fix
title: 'fix: it'
created_at: 2026-11-23T07:04:05Z
updated_at: "2026-11-23T09:04:05+02:00"
archived_at: 2026-11-24T00:00:00Z
status: archived
category: general
type: project
mode: local
agent: claude
launch_dir: fix
schema_version: 1
workspace: {mode: native, more: [1]}
priority: {high: [very]}
)");

    CHECK(task.id == "2026-11-23_fix");
    CHECK(task.slug == "fix");
    CHECK(task.title == "fix: it");
    CHECK(task.created_at == parse_time("2026-11-23T07:04:05Z"));
    CHECK(task.updated_at == task.created_at);
    CHECK(task.archived_at == parse_time("2026-11-24T00:00:00Z"));
    CHECK(task.archived());
    CHECK(task.category == "general");
    CHECK(task.type == "project");
    CHECK(task.agent.name() == "claude");
    CHECK(task.launch_dir == "fix");
}

TEST_CASE("absent and null keys have their defaults")
{
    for (const char* text : {"x: y\n",
                             "id:\nslug: ~\ntitle: null\ncreated_at:\nstatus:\ntype: ~\nmode:\nagent:\n"
                             "schema_version:\nworkspace:\nlaunch_dir: ~\n",
                             "{}"}) {
        const TaskFile task = read(text);
        CHECK(task.title.empty());
        CHECK_FALSE(task.created_at);
        CHECK(task.status == "active");
        CHECK(task.type == "task");
        CHECK(task.mode == "local");
        CHECK(task.schema_version == 1);
        CHECK(task.agent.name().empty());
    }
}

TEST_CASE("text is taken as it stands, whatever type YAML would give it")
{
    CHECK(read("title: 007").title == "007");
    CHECK(read("title: true").title == "true");
    CHECK(read("title: 2026-11-23").title == "2026-11-23");
    CHECK(read("title: |\n  two\n  lines\n").title == "two\nlines\n");
    CHECK(read("title: a\n  b\n").title == "a b");
    CHECK(read("\xEF\xBB\xBFtitle: behind a mark\r\n").title == "behind a mark");
}

TEST_CASE("an agent is a command or a mapping with more")
{
    const TaskFile task =
        read("agent:\n  type: claude\n  args: [-p, '']\n  env: {A: 1, B: }\n  colour: red\n");

    CHECK(task.agent.name() == "claude");
    CHECK(task.agent.args == std::vector<std::string>{"-p", ""});
    CHECK(task.agent.env == std::vector<std::pair<std::string, std::string>>{{"A", "1"}, {"B", ""}});
    CHECK(read("agent: {type: x, command: /bin/y, args: , env: ~}").agent.name() == "/bin/y");
}

TEST_CASE("a value that cannot be is refused with its line and what was expected")
{
    CHECK(problem_of("- a\n") == "task.yaml:1: expected a mapping");
    CHECK(problem_of("a") == "task.yaml:1: expected a mapping");
    CHECK(problem_of("id: x\ntitle:\n  - a\n") == "task.yaml:3: expected text for title, found a list");
    CHECK(problem_of("slug: {a: b}") == "task.yaml:1: expected text for slug, found a mapping");
    CHECK(problem_of("a: &x y\ntitle: *x") == "task.yaml:2: expected text for title, found the alias *x");
    CHECK(problem_of("status: done") == "task.yaml:1: expected active or archived for status, found done");
    CHECK(problem_of("type: thing") == "task.yaml:1: expected task or project for type, found thing");
    CHECK(problem_of("mode: cloud") == "task.yaml:1: expected local for mode, found cloud");
    CHECK(problem_of("created_at: soon") ==
          "task.yaml:1: expected an RFC 3339 time for created_at, found soon");
    CHECK(problem_of("workspace: x") == "task.yaml:1: expected a mapping for workspace, found x");
    CHECK(problem_of("workspace:\n  mode: vm") ==
          "task.yaml:2: expected native for workspace.mode, found vm");
    CHECK(problem_of("agent: [a]") == "task.yaml:1: expected a command or a mapping for agent, found a list");
    CHECK(problem_of("agent: {args: x}") == "task.yaml:1: expected a list for agent.args, found x");
    CHECK(problem_of("agent: {env: [x]}") == "task.yaml:1: expected a mapping for agent.env, found a list");
    CHECK(problem_of("agent: {args: [[x]]}") == "task.yaml:1: expected text for agent.args, found a list");
    CHECK(problem_of("agent: {env: {A=B: x}}").starts_with("task.yaml:1: expected the name of a variable"));
    CHECK(problem_of("launch_dir: \"a\\0b\"") ==
          "task.yaml:1: expected text without zero bytes for launch_dir, found a\\x00b");
    CHECK(problem_of("title: a\ntitle: b\n") == "task.yaml:2: expected each key once, found title again");
    CHECK(problem_of("title: " + std::string(kTaskFileLimit, 'x')) == "task.yaml:1: expected at most 1 MiB");
}

TEST_CASE("a newer schema is refused before anything else, saying which ctask it needs")
{
    CHECK(problem_of("status: [strange]\nschema_version: 3\n") ==
          "task.yaml:2: expected schema_version 1 at most, found 3: a newer ctask that knows schema 3 is "
          "needed");
    for (const char* version : {"0", "-1", "one", "1.0", "99999999999999999999", "[1]", "0x1"})
        CHECK(problem_of("schema_version: "s + version).starts_with("task.yaml:1: expected "));
    CHECK(read("schema_version: 1").schema_version == 1);
    CHECK(read("schema_version: \"1\"").schema_version == 1);
}
