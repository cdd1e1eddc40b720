// Coming back from the trash: to the old place, and never over anything.
#include "workspace/trash_return.hpp"

#include "base/error.hpp"
#include "record/trash_note.hpp"
#include "several_roots.hpp"
#include "support/doctest.hpp"
#include "workspace/trash.hpp"

#include <cerrno>
#include <filesystem>

namespace ctask {
namespace {

struct Returning : SeveralRoots {
    Returning()
    {
        add("root/general/work", "work");
        scratch.write_file("root/general/work/notes.md", "precious");
    }
    void trash() { move_to_trash(world.files, find("work"), world.clock.now(), kDeleted); }
    std::string undo() { return bring_back(world.files, last_in_trash(world.files, settings)); }
};

TEST_CASE_FIXTURE(Returning, "a workspace comes back as it was, and its note is gone")
{
    trash();
    REQUIRE_FALSE(scratch.exists("root/general/work"));

    CHECK(undo() == scratch.path("root/general/work"));

    CHECK(scratch.read_file("root/general/work/notes.md") == "precious");
    CHECK_FALSE(scratch.exists("root/general/work/.ctask/trashed.json"));
    CHECK(list_trash(world.files, settings).empty());
    CHECK(find("work").task.updated_at == parse_time("2026-11-01T00:00:00Z"));
}

TEST_CASE_FIXTURE(Returning, "a category that is gone is made again")
{
    trash();
    scratch.remove("root/general");
    CHECK(undo() == scratch.path("root/general/work"));
}

TEST_CASE_FIXTURE(Returning, "what cannot be read is not brought back to a place that is only guessed")
{
    trash();
    const std::string entry = "root/.trash/" + last_in_trash(world.files, settings).entry;
    for (const std::string file : {"/task.yaml", "/.ctask/trashed.json"}) {
        scratch.remove(entry + file);
        scratch.make_directory(entry + file);
    }

    CHECK_THROWS_WITH_AS(undo(), doctest::Contains("where it came from cannot be read: trashed.json"),
                         Failure);
    CHECK(scratch.exists(entry + "/notes.md"));

    scratch.remove(entry + "/task.yaml");
    scratch.write_file(entry + "/task.yaml", "slug: work\ncategory: sorted\n");
    CHECK(undo() == scratch.path("root/sorted/work"));
}

TEST_CASE_FIXTURE(Returning, "a name that is taken keeps it in the trash, and says what to do")
{
    trash();
    for (const char* taken : {"root/general/work/theirs", "root/general/work"}) {
        scratch.remove("root/general");
        scratch.write_file(taken, "theirs");
        CHECK_THROWS_WITH_AS(undo(), doctest::Contains("exists"), Failure);
        CHECK(scratch.read_file(taken) == "theirs");
        CHECK(list_trash(world.files, settings).size() == 1);
    }
    scratch.remove("root/general/work");
    scratch.make_directory("root/general/work");
    CHECK_THROWS_AS(undo(), Failure);
}

TEST_CASE_FIXTURE(Returning, "nothing comes back through a category that has become a link")
{
    trash();
    std::filesystem::rename(scratch.path("root/general"), scratch.path("elsewhere"));
    scratch.make_link(scratch.path("elsewhere"), "root/general");

    CHECK_THROWS_AS(undo(), Failure);

    CHECK_FALSE(scratch.exists("elsewhere/work"));
    CHECK(list_trash(world.files, settings).size() == 1);
}

TEST_CASE_FIXTURE(Returning, "an entry that has become another directory stays")
{
    trash();
    const TrashEntry entry = last_in_trash(world.files, settings);
    std::filesystem::rename(entry.path, scratch.path("moved"));
    std::filesystem::create_directory(entry.path);

    CHECK_THROWS_AS(bring_back(world.files, entry), Failure);

    CHECK_FALSE(scratch.exists("root/general/work"));
}

TEST_CASE_FIXTURE(Returning, "what the system refuses leaves it in the trash")
{
    trash();
    world.files.faults().fail(Touch::move, last_in_trash(world.files, settings).entry, EROFS);
    CHECK_THROWS_AS(undo(), Failure);
    CHECK(list_trash(world.files, settings).size() == 1);
}

} // namespace
} // namespace ctask
