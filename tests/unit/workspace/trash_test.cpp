// The trash: what goes there, and everything that is refused instead.
#include "workspace/trash.hpp"

#include "base/error.hpp"
#include "record/trash_note.hpp"
#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/faulty_directory.hpp"
#include "support/scratch_dir.hpp"

#include <cerrno>
#include <filesystem>
#include <sys/stat.h>

namespace ctask {
namespace {

const WallTime kNow = *parse_time("2026-11-22T12:34:56Z");
const std::string kEntry = "root/.trash/20261122T123456Z_work";

struct Trashing {
    ScratchDir scratch;
    FakeWorld world;
    Workspace workspace;

    explicit Trashing(const std::string& place = "root/general/work")
    {
        scratch.write_file(place + "/task.yaml", "slug: work\n");
        scratch.write_file(place + "/notes.md", "precious");
        workspace = open_workspace(world.files, scratch.path(place), scratch.path("root"));
    }
    std::string trash() { return move_to_trash(world.files, workspace, kNow, kDeleted).path(); }
    void rename(const std::string& from, const std::string& to)
    {
        std::filesystem::rename(scratch.path(from), scratch.path(to));
    }
};

TEST_CASE("a workspace goes to the trash whole, under the time and its name")
{
    Trashing trashing;

    std::string path = trashing.trash();

    CHECK(path == trashing.scratch.path(kEntry));
    CHECK_FALSE(trashing.scratch.exists("root/general/work"));
    CHECK(trashing.scratch.read_file(kEntry + "/notes.md") == "precious");
    struct stat status {};
    REQUIRE(::stat(trashing.scratch.path("root/.trash").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0700);
}

TEST_CASE("a workspace directly in its root goes to the trash too")
{
    Trashing trashing("root/work");
    CHECK(trashing.trash() == trashing.scratch.path(kEntry));
    CHECK_FALSE(trashing.scratch.exists("root/work"));
}

TEST_CASE("a workspace takes a note of its place along")
{
    Trashing trashing;
    trashing.trash();
    const auto note = parse_trash_note(trashing.scratch.read_file(kEntry + "/.ctask/trashed.json"));
    REQUIRE(note.has_value());
    CHECK(note->place == "general/work");
    CHECK(note->reason == "deleted");
    CHECK(note->trashed_at == kNow);
}

TEST_CASE("where no note can be written the workspace goes all the same")
{
    Trashing full;
    full.world.files.faults().fail(Touch::write, "trashed.json", ENOSPC);
    full.trash();
    CHECK(full.scratch.exists(kEntry + "/notes.md"));

    Trashing linked;
    linked.scratch.make_directory("elsewhere");
    linked.scratch.make_link(linked.scratch.path("elsewhere"), "root/general/work/.ctask");
    linked.trash();
    CHECK(linked.scratch.exists(kEntry + "/notes.md"));
    CHECK_FALSE(linked.scratch.exists("elsewhere/trashed.json"));
}

TEST_CASE("names in the trash are never reused")
{
    Trashing trashing;
    trashing.scratch.write_file(kEntry, "a file in the way");
    trashing.scratch.make_directory(kEntry + "-2");

    CHECK(trashing.trash() == trashing.scratch.path(kEntry + "-3"));
    CHECK(trashing.scratch.read_file(kEntry) == "a file in the way");
}

TEST_CASE("a trash that is there keeps its mode, and one that others may write to is refused")
{
    for (const mode_t mode : {0755U, 0711U, 0700U}) {
        Trashing trashing;
        trashing.scratch.make_directory("root/.trash");
        trashing.scratch.set_mode("root/.trash", mode);
        trashing.trash();
        struct stat status {};
        REQUIRE(::stat(trashing.scratch.path("root/.trash").c_str(), &status) == 0);
        CHECK((status.st_mode & 07777) == mode);
    }
    for (const mode_t mode : {0775U, 0757U, 0777U}) {
        Trashing trashing;
        trashing.scratch.make_directory("root/.trash");
        trashing.scratch.set_mode("root/.trash", mode);
        CHECK_THROWS_WITH_AS(trashing.trash(), doctest::Contains("others may write in"), Failure);
        CHECK(trashing.scratch.exists("root/general/work/notes.md"));
    }
}

TEST_CASE("another directory in its place is left where it is")
{
    Trashing trashing;
    trashing.rename("root/general/work", "root/general/moved");
    trashing.scratch.write_file("root/general/work/notes.md", "another's");

    CHECK_THROWS_AS(trashing.trash(), Failure);

    CHECK(trashing.scratch.read_file("root/general/work/notes.md") == "another's");
    CHECK(trashing.scratch.read_file("root/general/moved/notes.md") == "precious");
    CHECK_FALSE(trashing.scratch.exists("root/.trash"));
}

TEST_CASE("a link to it in its place is left where it is")
{
    Trashing trashing;
    trashing.rename("root/general/work", "root/moved");
    trashing.scratch.make_link(trashing.scratch.path("root/moved"), "root/general/work");

    CHECK_THROWS_AS(trashing.trash(), Failure);

    CHECK(trashing.scratch.exists("root/general/work"));
    CHECK(trashing.scratch.exists("root/moved/notes.md"));
}

TEST_CASE("a workspace that is gone is refused")
{
    Trashing trashing;
    trashing.scratch.remove("root/general/work");
    CHECK_THROWS_AS(trashing.trash(), Failure);
}

TEST_CASE("a category that has become a link is not followed")
{
    Trashing trashing;
    trashing.rename("root/general", "elsewhere");
    trashing.scratch.make_link(trashing.scratch.path("elsewhere"), "root/general");

    CHECK_THROWS_AS(trashing.trash(), Failure);

    CHECK(trashing.scratch.exists("elsewhere/work/notes.md"));
}

TEST_CASE("a trash that is a link or a file is refused")
{
    Trashing linked;
    linked.scratch.make_directory("elsewhere");
    linked.scratch.make_link(linked.scratch.path("elsewhere"), "root/.trash");
    CHECK_THROWS_AS(linked.trash(), Failure);
    CHECK(linked.scratch.exists("root/general/work/notes.md"));

    Trashing filed;
    filed.scratch.write_file("root/.trash", "x");
    CHECK_THROWS_AS(filed.trash(), Failure);
    CHECK(filed.scratch.exists("root/general/work/notes.md"));
}

TEST_CASE("what took the name at the last moment is put back")
{
    Trashing trashing;
    trashing.world.files.faults().before(Touch::move, "work", [&] {
        if (trashing.scratch.exists("root/moved")) return;
        trashing.rename("root/general/work", "root/moved");
        trashing.scratch.write_file("root/general/work/notes.md", "another's");
    });

    CHECK_THROWS_AS(trashing.trash(), Failure);

    CHECK(trashing.scratch.read_file("root/general/work/notes.md") == "another's");
    CHECK(trashing.scratch.read_file("root/moved/notes.md") == "precious");
    CHECK_FALSE(trashing.scratch.exists(kEntry));
}

/// Says of one name, or of the workspace itself, that it lies on another device.
class WithMountPoint : public FaultyDirectory {
  public:
    WithMountPoint(std::unique_ptr<Directory> real, std::string mounted)
        : FaultyDirectory(std::move(real), std::make_shared<Faults>(), std::make_shared<Timeline>()),
          mounted_(std::move(mounted))
    {
    }
    FileStamp stamp() const override { return moved(FaultyDirectory::stamp(), mounted_.empty()); }
    std::optional<FileStamp> stamp_of(const std::string& name) const override
    {
        return moved(*FaultyDirectory::stamp_of(name), mounted_.empty() || mounted_ == name);
    }

  private:
    static FileStamp moved(FileStamp stamp, bool elsewhere)
    {
        if (elsewhere) stamp.device += 1;
        return stamp;
    }
    std::string mounted_;
};

TEST_CASE("a workspace with a mount point in it, or that is one, is refused")
{
    for (const char* mounted : {"notes.md", ""}) {
        CAPTURE(mounted);
        Trashing trashing;
        trashing.workspace.directory = std::make_shared<WithMountPoint>(
            trashing.world.files.open_directory(trashing.workspace.path), mounted);
        CHECK_THROWS_AS(trashing.trash(), Failure);
        CHECK(trashing.scratch.exists("root/general/work/notes.md"));
        CHECK_FALSE(trashing.scratch.exists("root/.trash"));
    }
}

TEST_CASE("what lies in a trash is told by both names: a root may be called .trash")
{
    CHECK(lies_in_trash("/root/.trash/20261122T123456Z_work"));
    CHECK(lies_in_trash("/root/.trash/.removed_20261122T123456Z_work"));
    CHECK_FALSE(lies_in_trash("/mine/.trash/2026-11-22_work"));
    CHECK_FALSE(lies_in_trash("/root/general/20261122T123456Z_work"));
}

TEST_CASE("what the system refuses is told with the workspace's name")
{
    Trashing trashing;
    trashing.world.files.faults().fail(Touch::move, "work", EXDEV);
    CHECK_THROWS_WITH_AS(trashing.trash(), doctest::Contains(trashing.workspace.path.c_str()), Failure);
    CHECK(trashing.scratch.exists("root/general/work/notes.md"));
}

} // namespace
} // namespace ctask
