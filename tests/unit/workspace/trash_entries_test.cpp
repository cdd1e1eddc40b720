// What the trash of the roots holds, and which of it a word means.
#include "workspace/trash_entries.hpp"

#include "base/error.hpp"
#include "several_roots.hpp"
#include "support/doctest.hpp"

namespace ctask {
namespace {

struct Trashed : SeveralRoots {
    /// In the trash since a day of November 2026; `place` is noted unless it is empty.
    void put(const std::string& root, int day, const std::string& name, const std::string& place,
             const std::string& task = "slug: work\n")
    {
        const std::string digits = std::string(day < 10 ? "0" : "") + std::to_string(day);
        const std::string entry = root + "/.trash/202611" + digits + "T000000Z_" + name;
        scratch.write_file(entry + "/task.yaml", task);
        if (!place.empty())
            scratch.write_file(entry + "/.ctask/trashed.json",
                               "{\"place\":\"" + place +
                                   "\",\"reason\":\"deleted\",\"trashed_at\":\"2026-11-" + digits +
                                   "T00:00:00Z\"}");
    }
    TrashEntry find_entry(const std::string& word)
    {
        return find_in_trash(world.files, settings, world.environment, word, world.clock.now());
    }
};

TEST_CASE_FIXTURE(Trashed, "every root's trash is listed, what came last first")
{
    settings.project_root.value = scratch.path("projects");
    put("root", 3, "a", "general/a");
    put("projects", 9, "b", "b");
    put("root/projects", 5, "c", "c");
    put("root", 1, "d", "x/d");

    std::vector<std::string> places;
    for (const TrashEntry& entry : list_trash(world.files, settings)) places.push_back(entry.place);

    CHECK(places == std::vector<std::string>{"b", "c", "general/a", "x/d"});
    CHECK(last_in_trash(world.files, settings).root == scratch.path("projects"));
}

TEST_CASE_FIXTURE(Trashed, "what nothing matches and the trash has is told with the way back")
{
    put("root", 3, "2026-11-02_fix", "general/2026-11-02_fix", "slug: fix\n");
    put("root", 4, "2026-11-02_gone", "general/2026-11-02_gone", "slug: gone\n");
    put("root", 5, "2026-11-03_gone", "general/2026-11-03_gone", "slug: gone\n");
    const auto hint = [this](const std::string& word) {
        try {
            return "found " + find(word).name;
        } catch (const Failure& failure) {
            CHECK(failure.what() == "no workspace matches \"" + word + "\"");
            return failure.hint();
        }
    };
    CHECK(hint("fix") == "it is in the trash; ctask undo fix brings it back");
    CHECK(hint("2026-11-02_fix") == "it is in the trash; ctask undo 2026-11-02_fix brings it back");
    CHECK(hint(scratch.path("root/general/2026-11-02_fix")) ==
          "it is in the trash; ctask undo 20261103T000000Z_2026-11-02_fix brings it back");
    CHECK(hint("gone") == "2 workspaces of that name are in the trash: ctask undo --list");
    CHECK(hint("fi") == "ctask list --all shows all there are");
    add("root/general/2026-11-04_prefix", "prefix");
    CHECK(hint("fix") == "found 2026-11-04_prefix");
}

TEST_CASE_FIXTURE(Trashed, "a trash that cannot be read hides nothing of what is said of a word")
{
    scratch.write_file("root/.trash", "no directory");
    try {
        find("fix");
    } catch (const Failure& failure) {
        CHECK(failure.hint() == "ctask list --all shows all there are");
    }
}

TEST_CASE_FIXTURE(Trashed, "a note of an earlier stay in the trash says nothing of this one")
{
    put("root", 3, "a", "general/former", "slug: work\ncategory: general\n");
    scratch.write_file(
        "root/.trash/20261103T000000Z_a/.ctask/trashed.json",
        R"({"place":"general/former","reason":"deleted","trashed_at":"2026-10-01T00:00:00Z"})");
    REQUIRE(list_trash(world.files, settings).size() == 1);
    CHECK(last_in_trash(world.files, settings).place == "general/a");
}

TEST_CASE_FIXTURE(Trashed, "without a note the place is told by task.yaml and the name in the trash")
{
    put("root", 1, "2026-11-01_a", "", "slug: a\ncategory: sorted\n");
    put("root", 2, "b", "", "slug: b\ncategory: ../../up\n");
    put("root", 3, "c", "", "- broken");

    const auto entries = list_trash(world.files, settings);

    REQUIRE(entries.size() == 3);
    CHECK(entries[0].place == "c");
    CHECK_FALSE(entries[0].problem.empty());
    CHECK(entries[1].place == "b");
    CHECK(entries[2].place == "sorted/2026-11-01_a");
    CHECK(entries[2].name == "2026-11-01_a");
}

TEST_CASE_FIXTURE(Trashed, "what ctask did not put there, or is removing, is no entry")
{
    scratch.write_file("root/.trash/work/task.yaml", "slug: work\n");
    scratch.write_file("root/.trash/.removed_20261101T000000Z_work/task.yaml", "slug: work\n");
    scratch.write_file("root/.trash/20261101T000000Z_never/notes.md", "x");
    scratch.write_file("root/.trash/20261101T000000Z_.2026-11-01_draft.new/task.yaml", "slug: work\n");
    scratch.write_file("root/.trash/20261101T000000Z_.2026-11-01_draft.new-2/task.yaml", "slug: work\n");
    scratch.write_file("root/.trash/20261101T000000Z_file", "x");
    scratch.make_link(scratch.path("root"), "root/.trash/20261101T000000Z_link");

    CHECK(list_trash(world.files, settings).empty());
    CHECK_THROWS_WITH_AS(last_in_trash(world.files, settings), doctest::Contains("is empty"), Failure);
}

TEST_CASE_FIXTURE(Trashed, "what was hidden, or lay in a hidden category, is there with its place")
{
    put("root", 1, ".beta", "general/.beta", "slug: beta\ncategory: general\n");
    put("root", 2, "work", ".cat/work", "slug: work\ncategory: general\n");
    put("root", 3, ".2026-11-01_x.new", "general/.2026-11-01_x.new");
    put("root", 4, ".noteless", "", "slug: noteless\ncategory: general\n");
    put("root", 5, "forged", ".trash/20200101T000000Z_forged", "slug: forged\ncategory: general\n");

    std::vector<std::string> places;
    for (const TrashEntry& entry : list_trash(world.files, settings)) places.push_back(entry.place);

    CHECK(places == std::vector<std::string>{"general/forged", "general/.noteless",
                                             "general/.2026-11-01_x.new", ".cat/work", "general/.beta"});
}

TEST_CASE_FIXTURE(Trashed, "a trash that is a link is passed over")
{
    scratch.make_directory("root");
    put("elsewhere", 1, "a", "a");
    scratch.make_link(scratch.path("elsewhere/.trash"), "root/.trash");
    CHECK(list_trash(world.files, settings).empty());
}

TEST_CASE_FIXTURE(Trashed, "a word means an entry, a name, a slug, or a part of a slug")
{
    put("root", 1, "2026-11-01_parser", "general/2026-11-01_parser",
        "slug: fix-the-parser\ntitle: the parser\n");
    put("root", 2, "2026-11-02_lexer", "general/2026-11-02_lexer", "slug: fix-the-lexer\ntitle: the lexer\n");

    for (const char* word :
         {"20261101T000000Z_2026-11-01_parser", "2026-11-01_parser", "fix-the-parser", "PARS"})
        CHECK(find_entry(word).name == "2026-11-01_parser");
    CHECK(find_entry(scratch.path("root/.trash/20261102T000000Z_2026-11-02_lexer/")).name ==
          "2026-11-02_lexer");
    CHECK(find_entry("root/.trash/20261102T000000Z_2026-11-02_lexer").name == "2026-11-02_lexer");
    CHECK_THROWS_WITH_AS(find_entry("fix"), doctest::Contains("matches 2 workspaces"), Failure);
    const auto age = [this](const char* day) {
        return describe_age(*parse_time(std::string(day) + "T00:00:00Z"), world.clock.now());
    };
    try {
        find_entry("fix");
    } catch (const Failure& failure) {
        CHECK(failure.hint() == "  20261102T000000Z_2026-11-02_lexer   " + age("2026-11-02") +
                                    "  the lexer\n  20261101T000000Z_2026-11-01_parser  " +
                                    age("2026-11-01") + "  the parser\ngive one of these names");
    }
    CHECK_THROWS_AS(find_entry("other"), Failure);
    CHECK_THROWS_AS(find_entry(""), Failure);
    CHECK_THROWS_AS(find_entry(scratch.path("root")), Failure);
}

} // namespace
} // namespace ctask
