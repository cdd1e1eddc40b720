// ctask undo: brings back the last, or the one that is named, and lists what there is.
#include "command_fixture.hpp"

#include "base/text.hpp"
#include "record/json_reader.hpp"
#include "session/exit_status.hpp"

using namespace std::chrono_literals;

namespace ctask {
namespace {

class Undoing : public CommandFixture {
  public:
    /// Made, and moved to the trash; a second passes.
    void trash(const std::string& place, const std::string& title)
    {
        add(place, title, 1h);
        REQUIRE(run({"delete", "--yes", place.substr(place.find('/') + 1)}).status == 0);
        world.advance(1s);
    }
};

TEST_CASE_FIXTURE(Undoing, "what went last comes back first, and its path is the result")
{
    trash("general/2026-11-01_one", "one");
    trash("work/2026-11-02_two", "two");

    const Result second = run({"undo"});
    const Result first = run({"undo"});

    CHECK(second.out == scratch.path("root/work/2026-11-02_two") + "\n");
    CHECK(second.err == "[ctask] brought back work/2026-11-02_two\n");
    CHECK(first.out == scratch.path("root/general/2026-11-01_one") + "\n");
    CHECK(run({"undo"}).status == 1);
}

TEST_CASE_FIXTURE(Undoing, "an older one is brought back by its name")
{
    trash("general/2026-11-01_one", "one");
    trash("general/2026-11-02_two", "two");
    CHECK(run({"undo", "one"}).status == 0);
    CHECK(scratch.exists("root/general/2026-11-01_one"));
    CHECK(run({"undo", "nothing"}).status == 1);
}

TEST_CASE_FIXTURE(Undoing, "the list says when, until when, why and what")
{
    trash("general/2026-11-01_one", "one\\x1b");
    CHECK(run({"undo", "--list"}).out.find("  in 14 days  deleted  ") != std::string::npos);
    world.advance(std::chrono::hours(72));

    const Result table = run({"undo", "--list"});
    CHECK(table.out.find("TRASHED") == 0);
    CHECK(table.out.find("3 days ago  in 11 days  deleted  2026-11-01_one") != std::string::npos);
    CHECK(run({"undo", "--names"}).out == "2026-11-01_one\n");

    std::string problem;
    const auto json = JsonDocument::parse(run({"undo", "--list", "--json"}).out, problem);
    REQUIRE(json.has_value());
    std::size_t count = 0;
    json->root().each([&count](const JsonValue& entry) {
        ++count;
        CHECK(entry["place"].text() == "general/2026-11-01_one");
        CHECK(entry["reason"].text() == "deleted");
        CHECK(entry["trashed_at"].time().has_value());
        return true;
    });
    CHECK(count == 1);
    CHECK_FALSE(scratch.exists("root/general/2026-11-01_one"));
}

TEST_CASE_FIXTURE(Undoing, "names that are there twice are told apart by what undo takes")
{
    trash("general/2026-11-01_one", "one");
    trash("general/2026-11-01_one", "one again");
    trash("general/2026-11-02_two", "two");

    const Result names = run({"undo", "--names"});
    const std::vector<std::string> each = split_lines(names.out);
    REQUIRE(each.size() == 3);
    CHECK(each[0] == "2026-11-02_two");
    CHECK(each[1].ends_with("_2026-11-01_one"));
    const std::string table = run({"undo", "--list"}).out;
    for (const std::string& name : each) CHECK(table.find("  " + name + "  ") != std::string::npos);
    CHECK(run({"undo", each[2]}).status == 0);
    CHECK(scratch.read_file("root/general/2026-11-01_one/task.yaml").find("title: \"one\"\n") !=
          std::string::npos);
}

TEST_CASE_FIXTURE(Undoing, "an empty trash is an empty list, and nothing to bring back")
{
    CHECK(run({"undo", "--list", "--json"}).out == "[]\n");
    CHECK(run({"undo", "--names"}).out.empty());
    CHECK(run({"undo", "--list"}).status == 0);
    CHECK(run({"undo"}).status == 1);
    CHECK(run({"undo", "--list", "x"}).status == kWrongUsage);
}

TEST_CASE_FIXTURE(Undoing, "the object of JSON says where it is now")
{
    trash("general/2026-11-01_one", "one");
    std::string problem;
    const auto json = JsonDocument::parse(run({"undo", "--json"}).out, problem);
    REQUIRE(json.has_value());
    CHECK(json->root()["path"].text() == scratch.path("root/general/2026-11-01_one"));
    CHECK(json->root()["title"].text() == "one");
}

TEST_CASE_FIXTURE(Undoing, "the list says when it goes as it will: a day after a look that found it too old")
{
    trash("general/2026-11-01_one", "one");
    const auto goes_at = [this] {
        std::string problem;
        const auto json = JsonDocument::parse(run({"undo", "--list", "--json"}).out, problem);
        REQUIRE(json.has_value());
        std::optional<WallTime> time;
        json->root().each([&time](const JsonValue& entry) {
            time = entry["goes_at"].time();
            return true;
        });
        REQUIRE(time.has_value());
        return *time;
    };
    const auto goes = [this](const std::string& when) {
        return run({"undo", "--list"}).out.find(when + "  deleted") != std::string::npos;
    };
    world.advance(std::chrono::hours(24 * 30));
    CHECK(goes("in 24 h"));
    CHECK(goes_at() > world.clock.now() + std::chrono::hours(23));

    CHECK(run({"new", "fresh", "--no-launch"}).status == 0);
    const WallTime told = goes_at();
    world.advance(std::chrono::hours(24));
    CHECK(told <= world.clock.now());
    CHECK(goes("next time"));
    CHECK(run({"new", "fresh", "--no-launch"}).status == 0);
    CHECK(run({"undo", "--names"}).out.empty());
}

TEST_CASE_FIXTURE(Undoing, "what has been in the trash for too long goes at a later new or delete")
{
    trash("general/2026-11-01_one", "one");
    world.advance(std::chrono::hours(24 * 14));
    CHECK(run({"new", "fresh", "--no-launch"}).status == 0);
    CHECK(run({"undo", "--names"}).out == "2026-11-01_one\n");
    world.advance(std::chrono::hours(24));
    CHECK(run({"new", "fresh", "--no-launch"}).status == 0);
    CHECK(run({"undo", "--names"}).out.empty());

    trash("general/2026-11-02_two", "two");
    world.advance(std::chrono::hours(24 * 15));
    trash("general/2026-11-03_three", "three");
    CHECK(run({"undo", "--names"}).out == "2026-11-03_three\n2026-11-02_two\n");
    world.advance(std::chrono::hours(24));
    trash("general/2026-11-04_four", "four");
    CHECK(run({"undo", "--names"}).out == "2026-11-04_four\n2026-11-03_three\n");
}

} // namespace
} // namespace ctask
