// The inventory: each kind of change is seen, and what a session writes is not.
#include "session/inventory.hpp"

#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"

#include <cerrno>
#include <filesystem>
#include <functional>

namespace ctask {
namespace {

struct Fresh {
    ScratchDir scratch;
    FakeWorld world;

    Fresh()
    {
        scratch.write_file("w/task.yaml", "slug: x\n");
        scratch.write_file("w/notes.md", "notes");
        scratch.make_link("notes.md", "w/link");
        for (const char* name : {"w/context", "w/output", "w/logs", "w/.ctask"}) scratch.make_directory(name);
        scratch.age("w/notes.md", std::chrono::hours(1));
    }
    std::unique_ptr<Directory> open() { return world.files.open_directory(scratch.path("w")); }
};

struct Change {
    const char* what;
    std::function<void(ScratchDir&)> make;
};

void replace(ScratchDir& scratch, const std::string& name, const std::string& bytes)
{
    scratch.write_file("spare", bytes);
    std::filesystem::rename(scratch.path("spare"), scratch.path(name));
}

const Change kChanges[] = {
    {"a file added", [](ScratchDir& s) { s.write_file("w/new", ""); }},
    {"a file added below", [](ScratchDir& s) { s.write_file("w/output/result", ""); }},
    {"a hidden file added", [](ScratchDir& s) { s.write_file("w/.git", ""); }},
    {"an empty directory added", [](ScratchDir& s) { s.make_directory("w/empty"); }},
    {"a link added", [](ScratchDir& s) { s.make_link("nowhere", "w/other"); }},
    {"a file removed", [](ScratchDir& s) { s.remove("w/notes.md"); }},
    {"a directory removed", [](ScratchDir& s) { s.remove("w/output"); }},
    {"a file grown", [](ScratchDir& s) { s.append_to("w/notes.md", "x"); }},
    {"a file rewritten in the same size", [](ScratchDir& s) { s.write_file("w/notes.md", "seton"); }},
    {"a file touched", [](ScratchDir& s) { s.age("w/notes.md", std::chrono::hours(2)); }},
    {"a file replaced by its like", [](ScratchDir& s) { replace(s, "w/notes.md", "notes"); }},
    {"a file's mode changed", [](ScratchDir& s) { s.set_mode("w/notes.md", 0700); }},
    {"a directory's mode changed", [](ScratchDir& s) { s.set_mode("w/output", 0711); }},
    {"a directory replaced by its like",
     [](ScratchDir& s) {
         s.make_directory("spare");
         s.remove("w/output");
         std::filesystem::rename(s.path("spare"), s.path("w/output"));
     }},
    {"a file become a directory",
     [](ScratchDir& s) {
         s.remove("w/notes.md");
         s.make_directory("w/notes.md");
     }},
    {"a link led elsewhere",
     [](ScratchDir& s) {
         s.remove("w/link");
         s.make_link("task.yaml", "w/link");
     }},
    {"task.yaml changed", [](ScratchDir& s) { s.append_to("w/task.yaml", "title: y\n"); }},
    {"a log of somebody's", [](ScratchDir& s) { s.write_file("w/logs/agent.log", ""); }},
    {"a name of ours elsewhere", [](ScratchDir& s) { s.write_file("w/session.json", ""); }},
    {"a foreign file in .ctask", [](ScratchDir& s) { s.write_file("w/.ctask/config", ""); }},
    {"a foreign file in sessions", [](ScratchDir& s) { s.write_file("w/.ctask/sessions/notes", ""); }},
    {"a foreign file deep in sessions",
     [](ScratchDir& s) { s.write_file("w/.ctask/sessions/a/b.json", ""); }},
    {"a directory named like a temporary file",
     [](ScratchDir& s) { s.write_file("w/.ctask/.x.tmp.1/f", ""); }},
    {"the workspace replaced",
     [](ScratchDir& s) {
         std::filesystem::copy(s.path("w"), s.path("copy"),
                               std::filesystem::copy_options::recursive |
                                   std::filesystem::copy_options::copy_symlinks);
         s.remove("w");
         std::filesystem::rename(s.path("copy"), s.path("w"));
     }},
    {"the workspace gone", [](ScratchDir& s) { s.remove("w"); }},
};

TEST_CASE("a workspace in which nothing happened is unchanged")
{
    Fresh fresh;
    Inventory inventory = take_inventory(*fresh.open());
    CHECK(inventory.entries.size() == 7);
    CHECK(is_unchanged(inventory, *fresh.open()));
}

TEST_CASE("each kind of change is seen")
{
    for (const Change& change : kChanges) {
        CAPTURE(change.what);
        Fresh fresh;
        Inventory inventory = take_inventory(*fresh.open());
        REQUIRE(is_unchanged(inventory, *fresh.open()));

        change.make(fresh.scratch);

        bool is_there = fresh.scratch.exists("w");
        CHECK_FALSE((is_there && is_unchanged(inventory, *fresh.open())));
    }
}

TEST_CASE("a directory that was removed while it is held open has changed")
{
    Fresh fresh;
    auto open = fresh.open();
    Inventory inventory = take_inventory(*open);
    fresh.scratch.remove("w");
    CHECK_FALSE(is_unchanged(inventory, *open));
}

TEST_CASE("what a session itself writes is passed over")
{
    Fresh fresh;
    Inventory inventory = take_inventory(*fresh.open());
    for (const char* name :
         {"session.json", "manifest-start.json", "write.lock", "last-session-summary.json", "history.jsonl",
          "sessions/host-1.json", "sessions/host-1.manifest-start", ".session.json.tmp.12.0",
          ".write.lock.tmp.12.0", "sessions/.host-1.json.tmp.12.0"}) {
        CAPTURE(name);
        fresh.scratch.write_file(std::string("w/.ctask/") + name, "x");
        CHECK(is_unchanged(inventory, *fresh.open()));
    }
    fresh.scratch.write_file("w/logs/sessions.log", "x");
    fresh.scratch.write_file("w/.task.yaml.tmp.12.0", "x");
    CHECK(is_unchanged(inventory, *fresh.open()));
    fresh.scratch.write_file("w/.notes.md.tmp.12.0", "x");
    CHECK_FALSE(is_unchanged(inventory, *fresh.open()));
}

TEST_CASE("what cannot be read counts as changed, and cannot be listed at first")
{
    Fresh fresh;
    Inventory inventory = take_inventory(*fresh.open());
    fresh.world.files.faults().fail(Touch::names, "w/output", EIO);
    CHECK_FALSE(is_unchanged(inventory, *fresh.open()));
    CHECK_THROWS_AS(take_inventory(*fresh.open()), std::system_error);
}

} // namespace
} // namespace ctask
