// Removing for good: what is too old, what was begun, and nothing else.
#include "workspace/trash_removal.hpp"

#include "base/error.hpp"
#include "record/trash_note.hpp"
#include "several_roots.hpp"
#include "support/doctest.hpp"
#include "support/faulty_directory.hpp"
#include "workspace/paths.hpp"
#include "workspace/trash_entries.hpp"
#include "workspace/trash_look.hpp"
#include "workspace/trash_name.hpp"

#include <cerrno>
#include <filesystem>

namespace ctask {
namespace {

using namespace std::chrono_literals;

bool always(std::size_t)
{
    return true;
}

struct Emptying : SeveralRoots {
    WallTime now = world.clock.now();

    /// By the times of files everything is as old as can be.
    Emptying() { world.advance(60 * 24h); }

    std::string put(Nanoseconds ago, const std::string& name = "work")
    {
        const std::string entry = "root/.trash/" + trash_name(now - ago, name, false, 1);
        scratch.write_file(entry + "/task.yaml", "slug: work\n");
        scratch.write_file(entry + "/deep/er/file", "x");
        return entry;
    }
    /// On the day after the trash was looked through.
    std::vector<std::string> empty(const KeepGoing& go_on = always)
    {
        scratch.write_file("root/.trash/.looked_through_at", format_time(now - 24h) + "\n");
        return remove_expired(world.files, settings.search_roots(), world.host.uid, now, go_on);
    }
};

TEST_CASE_FIXTURE(Emptying, "what was over 14 days in the trash a day ago goes, what was not stays")
{
    const std::string old = put(15 * 24h + 1s, "old");
    const std::string young = put(15 * 24h, "young");
    const std::string future = put(-24h, "future");

    CHECK(empty().empty());

    CHECK_FALSE(scratch.exists(old));
    CHECK(scratch.exists(young));
    CHECK(scratch.exists(future));
    CHECK(world.files.open_directory(scratch.path("root/.trash"))->names("").size() == 3);
}

TEST_CASE_FIXTURE(Emptying, "names that are not ctask's are left alone, however old")
{
    for (const char* name : {"mine", "2020-01-01_mine", "20200101T000000Z", ".removed_mine"})
        scratch.write_file(std::string("root/.trash/") + name + "/file", "x");
    scratch.write_file("root/.trash/20200101T000000Z_file", "x");
    scratch.make_directory("canary");
    scratch.write_file("canary/precious", "x");
    scratch.make_link(scratch.path("canary"), "root/.trash/20200101T000000Z_link");

    CHECK(empty().empty());

    for (const char* name : {"mine", "2020-01-01_mine", "20200101T000000Z", ".removed_mine"})
        CHECK(scratch.exists(std::string("root/.trash/") + name + "/file"));
    CHECK(scratch.exists("root/.trash/20200101T000000Z_file"));
    CHECK(scratch.exists("canary/precious"));
}

TEST_CASE_FIXTURE(Emptying, "a removal that was cut short is gone on with, whatever its age")
{
    put(1h);
    const std::string begun = "root/.trash/" + trash_name(now - 1h, "begun", true, 1);
    scratch.write_file(begun + "/rest/file", "x");

    CHECK(empty().empty());

    CHECK_FALSE(scratch.exists(begun));
    CHECK(list_trash(world.files, settings).size() == 1);
}

TEST_CASE_FIXTURE(Emptying,
                  "emptying ends when it is told to, and what it has begun cannot come back in parts")
{
    for (int entry = 0; entry < 5; ++entry) put(30 * 24h, "old" + std::to_string(entry));

    CHECK(empty([](std::size_t) { return false; }).empty());
    CHECK(list_trash(world.files, settings).size() == 4);

    CHECK(empty().empty());
    CHECK(list_trash(world.files, settings).empty());
}

TEST_CASE("a wrong clock empties no trash: it takes two looks, a day apart")
{
    const WallTime trashed{24h * 365};
    const WallTime old = trashed + kKeptInTrash + 1s;
    struct Row {
        std::optional<WallTime> last_look;
        WallTime now;
        bool expired;
        bool new_look;
    };
    const Row rows[] = {
        {std::nullopt, old, false, true},    {std::nullopt, old + 24h * 365, false, true},
        {old, old + 1h, false, false},       {old, old + 24h, true, true},
        {old - 1s, old + 24h, false, true},  {trashed, old + 24h * 365, false, true},
        {old + 24h * 365, old, false, true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.now.time_since_epoch().count());
        CHECK(is_expired(trashed, row.last_look, row.now) == row.expired);
        CHECK(is_new_look(row.last_look, row.now) == row.new_look);
    }
}

TEST_CASE("when something goes is told as it will go, whenever the trash is looked through")
{
    const WallTime trashed{24h * 365};
    for (const Nanoseconds last : {-48h, 0h, 24h * 10, 24h * 14, 24h * 14 + 1h, 24h * 20}) {
        for (const Nanoseconds passed : {0h, 24h * 10, 24h * 14, 24h * 15 + 1h, 24h * 40}) {
            CAPTURE(last.count());
            CAPTURE(passed.count());
            std::optional<WallTime> look = trashed + last;
            const WallTime told = expires_at(trashed, look, trashed + passed);
            WallTime now = trashed + passed;
            CHECK(is_expired(trashed, look, now) == (told <= now));
            while (!is_expired(trashed, look, now)) {
                if (is_new_look(look, now)) look = now;
                now += 1h;
            }
            CHECK(now >= told);
            // The look that finds it too old may come a day after it has become so.
            CHECK((now - told <= kBetweenLooks + 1h || told <= trashed + passed));
        }
    }
    CHECK(expires_at(trashed, std::nullopt, trashed) == trashed + kKeptInTrash + kBetweenLooks);
}

TEST_CASE_FIXTURE(Emptying, "what stands in place of the note of the last look is told")
{
    scratch.make_directory("root/.trash/.looked_through_at");
    const auto problems = remove_expired(world.files, settings.search_roots(), world.host.uid, now, always);
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().find(".looked_through_at is a directory") != std::string::npos);
}

TEST_CASE_FIXTURE(Emptying, "a look is remembered, and what it found goes a day later")
{
    const std::string old = put(30 * 24h);
    const auto look = [&] {
        return remove_expired(world.files, settings.search_roots(), world.host.uid, now, always);
    };
    CHECK(look().empty());
    CHECK(scratch.exists(old));
    now += 23h;
    CHECK(look().empty());
    CHECK(scratch.exists(old));
    now += 1h;
    CHECK(look().empty());
    CHECK_FALSE(scratch.exists(old));
}

/// In it are directories that are closed even to their owner.
class WithClosedOnes : public FaultyDirectory {
  public:
    WithClosedOnes(std::unique_ptr<Directory> real, const std::shared_ptr<Timeline>& time)
        : FaultyDirectory(std::move(real), std::make_shared<Faults>(), time), time_(time)
    {
    }
    std::optional<FileStamp> stamp_of(const std::string& name) const override
    {
        if (name.find('/') != std::string::npos) throw_system_error(EACCES, "cannot look at " + name);
        return FaultyDirectory::stamp_of(name);
    }
    std::unique_ptr<Directory> open(const std::string& name) const override
    {
        return std::make_unique<WithClosedOnes>(FaultyDirectory::open(name), time_);
    }

  private:
    std::shared_ptr<Timeline> time_;
};

struct ClosedFiles : FakeFiles {
    using FakeFiles::FakeFiles;
    std::unique_ptr<Directory> open_directory(const std::string& path) override
    {
        return std::make_unique<WithClosedOnes>(FakeFiles::open_directory(path), time);
    }
    std::shared_ptr<Timeline> time = std::make_shared<Timeline>();
};

TEST_CASE_FIXTURE(Emptying, "a closed directory is judged by its own times, and goes")
{
    const std::string old = put(30 * 24h);
    const auto later = std::make_shared<Timeline>();
    later->jump_to(60 * 24h);
    ClosedFiles files(world.world().context, later);
    scratch.write_file("root/.trash/.looked_through_at", format_time(now - 24h) + "\n");

    CHECK(remove_expired(files, settings.search_roots(), world.host.uid, now, always).empty());

    CHECK_FALSE(scratch.exists(old));
}

TEST_CASE_FIXTURE(Emptying, "what cannot be removed is told, and what comes after it goes all the same")
{
    const std::string bad = put(30 * 24h, "a-bad");
    const std::string good = put(30 * 24h, "b-good");
    world.files.faults().fail(Touch::move, last_component(bad), EROFS);

    CHECK(empty().size() == 1);

    CHECK(scratch.exists(bad));
    CHECK_FALSE(scratch.exists(good));
}

TEST_CASE_FIXTURE(Emptying, "another user's trash, a link, and a root that is not there are passed over")
{
    const std::string old = put(30 * 24h);
    CHECK(remove_expired(world.files, settings.search_roots(), world.host.uid + 1, now, always).empty());
    CHECK(scratch.exists(old));
    CHECK(remove_expired(world.files, {scratch.path("nowhere")}, world.host.uid, now, always).empty());
    scratch.make_directory("linked");
    scratch.make_link(scratch.path("root/.trash"), "linked/.trash");
    CHECK(remove_expired(world.files, {scratch.path("linked")}, world.host.uid, now, always).empty());
    CHECK(scratch.exists(old));
}

TEST_CASE_FIXTURE(Emptying, "a workspace is purged from the trash, never in its place")
{
    add("root/general/work", "work");
    bool was_in_place = true;
    world.files.faults().before(Touch::remove_tree, ".removed_" + trash_name(now, "work", false, 1),
                                [&] { was_in_place = scratch.exists("root/general/work"); });

    InTrash moved = move_to_trash(world.files, find("work"), now, kDeleted);
    const Removal removal = remove_for_good(world.files, moved, always);

    CHECK(removal.finished);
    CHECK_FALSE(was_in_place);
    CHECK(world.files.open_directory(scratch.path("root/.trash"))->names("").empty());
}

TEST_CASE_FIXTURE(Emptying, "what another has removed before its name was looked at again is removed")
{
    add("root/general/work", "work");
    InTrash moved = move_to_trash(world.files, find("work"), now, kDeleted);
    const std::string marked = ".removed_" + trash_name(now, "work", false, 1);
    world.files.faults().before(Touch::stamp, marked, [&] { scratch.remove("root/.trash/" + marked); });

    const Removal removal = remove_for_good(world.files, moved, always);

    CHECK(removal.finished);
    CHECK(removal.left_count == 0);
}

TEST_CASE_FIXTURE(Emptying,
                  "what has taken the place of an entry meanwhile is not removed, and keeps its name")
{
    add("root/general/work", "work");
    InTrash moved = move_to_trash(world.files, find("work"), now, kDeleted);
    const std::string entry = "root/.trash/" + moved.name;
    world.files.faults().before(Touch::move, moved.name, [&] {
        if (scratch.exists("elsewhere")) return;
        std::filesystem::rename(scratch.path(entry), scratch.path("elsewhere"));
        scratch.write_file(entry + "/precious", "x");
    });

    const Removal removal = remove_for_good(world.files, moved, always);

    CHECK_FALSE(removal.finished);
    CHECK(describe_left(removal, moved.path()) ==
          moved.path() + " stays: it is no longer the directory that it was");
    CHECK(scratch.read_file(entry + "/precious") == "x");
    CHECK(scratch.exists("elsewhere/task.yaml"));
}

} // namespace
} // namespace ctask
