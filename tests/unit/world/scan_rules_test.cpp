// What a manifest leaves out, as a table for each way of asking.
#include "support/doctest.hpp"
#include "world/tree.hpp"

using namespace ctask;

namespace {

struct Row {
    std::string_view path;
    bool out;
};

} // namespace

TEST_CASE("a walk does not enter ctask's own directory nor those of version control")
{
    const std::vector<Row> rows = {
        {".ctask", true},      {".git", true},      {".hg", true},
        {".jj", true},         {".svn", true},      {"x/.git", true},
        {"a/b/c/.svn", true},  {"x/.ctask", false}, {"git", false},
        {".github", false},    {"x.git", false},    {".git/x", false},
        {"task.yaml", false},  {"logs", false},     {"logs/sessions.log", false},
        {".gitignore", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.path);
        CHECK(ScanRules().skips_directory(row.path) == row.out);
    }
}

TEST_CASE("a walk does not list ctask's own files, and lists a .git that is a file")
{
    const std::vector<Row> rows = {
        {"task.yaml", true},
        {"logs/sessions.log", true},
        {"x/task.yaml", false},
        {"x/logs/sessions.log", false},
        {"sessions.log", false},
        {"logs/other.log", false},
        {".git", false},
        {"sub/.git", false},
        {"notes.md", false},
        {"Task.yaml", false},
        {"task.yaml.orig", false},
        {".ctask", false},
        {".task.yaml.tmp.9.0", true},
        {"x/.task.yaml.tmp.9.0", false},
        {".notes.md.tmp.9.0", true},
        {".AGENTS.md.tmp.9.0", true},
        {".handoff.md.tmp.9.0", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.path);
        CHECK(ScanRules().skips_file(row.path) == row.out);
    }
}

TEST_CASE("a foreign list is judged by every parent of a path")
{
    const std::vector<Row> rows = {
        {".ctask/session.json", true},
        {".ctask/sessions/x.json", true},
        {".git/HEAD", true},
        {"x/.git/objects/aa/bb", true},
        {"a/.hg/store", true},
        {".jj/repo", true},
        {"deep/.svn/wc.db", true},
        {"task.yaml", true},
        {"logs/sessions.log", true},
        {"x/.ctask/session.json", false},
        {"task.yaml/inside", false},
        {".git", false},
        {"x/.git", false},
        {".gitignore", false},
        {".github/workflows/ci.yml", false},
        {"notes.md", false},
        {"x/task.yaml", false},
        {"", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.path);
        CHECK(ScanRules().leaves_out(row.path) == row.out);
    }
}

TEST_CASE("a pattern without a slash is matched against names anywhere, one with a slash from the top")
{
    const ScanRules rules({"*.o", "node_modules", "build/*.tmp", "/dist", "cache/", "docs/api/", "[", "x?"});
    const std::vector<Row> rows = {
        {"a.o", true},
        {"src/deep/a.o", true},
        {".o", true},
        {"a.obj", false},
        {"node_modules", true},
        {"web/node_modules/x/y.js", true},
        {"my_node_modules/x", false},
        {"build/a.tmp", true},
        {"build/sub/a.tmp", false},
        {"x/build/a.tmp", false},
        {"dist", true},
        {"dist/a", true},
        {"x/dist", false},
        {"cache", false},
        {"cache/a", true},
        {"x/cache/a", true},
        {"docs/api/index", true},
        {"docs/api", false},
        {"x/docs/api/index", false},
        {"[", true},
        {"x1", true},
        {"x12", false},
        {"thing.o/inside", true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.path);
        CHECK(rules.leaves_out(row.path) == row.out);
    }
}

TEST_CASE("a walk asks for each name once, and patterns tell directories from files")
{
    const ScanRules rules({"cache/", "*.tmp"});

    CHECK(rules.skips_directory("x/cache"));
    CHECK_FALSE(rules.skips_file("x/cache"));
    CHECK(rules.skips_directory("old.tmp"));
    CHECK(rules.skips_file("old.tmp"));
}

TEST_CASE("empty patterns and a lone slash match nothing")
{
    const ScanRules rules({"", "/", "//"});
    for (const std::string_view path : {"a", "a/b", "task"}) {
        CHECK_FALSE(rules.skips_file(path));
        CHECK_FALSE(rules.skips_directory(path));
        CHECK_FALSE(rules.leaves_out(path));
    }
}
