// Which workspace a word means, and which one none means.
#include "workspace/catalog.hpp"
#include "workspace/finding.hpp"

#include "base/error.hpp"
#include "several_roots.hpp"
#include "support/doctest.hpp"

namespace ctask {
namespace {

std::string failure_of(SeveralRoots& roots, const std::string& word, std::string* hint = nullptr)
{
    try {
        return "found " + roots.find(word).name;
    } catch (const Failure& failure) {
        if (hint) *hint = failure.hint();
        return failure.what();
    }
}

TEST_CASE("a word is a directory name, else a slug, else a part of a slug whatever the case")
{
    SeveralRoots roots;
    roots.add("root/general/2026-11-22_parser", "parser");
    roots.add("root/general/2026-11-23_fix-parser", "fix-parser");
    roots.add("root/general/parser", "other");
    roots.add("root/general/2026-11-24_größe-prüfen", "größe-prüfen", 1, "status: archived\n");
    struct {
        const char* word;
        const char* name;
    } const table[] = {
        {"2026-11-22_parser", "2026-11-22_parser"},
        {"parser", "parser"},
        {"other", "parser"},
        {"fix-parser", "2026-11-23_fix-parser"},
        {"fix", "2026-11-23_fix-parser"},
        {"FIX-PAR", "2026-11-23_fix-parser"},
        {"größe", "2026-11-24_größe-prüfen"},
        {"GRÖSSE-PRÜFEN", ""},
        {"GRÖ", "2026-11-24_größe-prüfen"},
    };
    for (const auto& row : table) {
        CAPTURE(row.word);
        std::string found = *row.name ? "found " + std::string(row.name) : "no workspace matches";
        CHECK(failure_of(roots, row.word).starts_with(found));
    }
}

TEST_CASE("a workspace is called by the shortest word that means it and no other")
{
    SeveralRoots roots;
    roots.add("root/general/2026-11-22_parser", "parser");
    roots.add("root/general/2026-11-23_parser", "parser");
    roots.add("root/general/2026-11-24_lexer", "lexer");
    roots.add("root/general/2026-11-25_twin", "twin");
    roots.add("root/other/2026-11-25_twin", "twin");
    const auto word = [&roots](const std::string& place) {
        const std::string path = roots.scratch.path("root/" + place);
        const Workspace workspace = open_workspace(roots.world.files, path, roots.scratch.path("root"));
        return word_for(roots.world.files, roots.settings, workspace, {workspace.slug(), workspace.name});
    };
    CHECK(word("general/2026-11-24_lexer") == "lexer");
    CHECK(word("general/2026-11-22_parser") == "2026-11-22_parser");
    CHECK(word("other/2026-11-25_twin") == roots.scratch.path("root/other/2026-11-25_twin"));
}

TEST_CASE("an exact slug wins over a part of another")
{
    SeveralRoots roots;
    roots.add("root/general/1", "parser");
    roots.add("root/general/2", "parser-tests");
    CHECK(roots.find("parser").name == "1");
}

TEST_CASE("a name without its date is found whatever task.yaml says")
{
    SeveralRoots roots;
    roots.add("root/general/2026-11-22_parser", "parser");
    roots.add("root/general/2026-11-23_copy", "parser");
    roots.add("root/general/2026-11-24_bare", "''");
    roots.scratch.write_file("root/general/2026-11-25_torn/task.yaml", "- list");
    const auto find = [&roots](const std::string& word) {
        return find_workspace(roots.world.files, roots.settings, roots.world.environment, word,
                              Broken::allowed);
    };
    CHECK(find("copy").name == "2026-11-23_copy");
    CHECK(find("COP").name == "2026-11-23_copy");
    CHECK(find("bare").name == "2026-11-24_bare");
    CHECK(find("bare").slug() == "bare");
    CHECK(find("torn").name == "2026-11-25_torn");
    CHECK(find("torn").slug() == "torn");
    for (const CatalogEntry& listed : read_catalog(roots.world.files, roots.settings))
        CHECK(listed.slug().find("2026") == std::string::npos);
}

TEST_CASE("a whole name in what is broken does not take a slug from what is not")
{
    SeveralRoots roots;
    roots.add("root/general/2026-11-22_parser", "parser");
    roots.scratch.write_file("root/general/2026-11-25_parser/task.yaml", "- list");
    CHECK(roots.find("parser").name == "2026-11-22_parser");
}

TEST_CASE("several matches are all named")
{
    SeveralRoots roots;
    roots.add("root/general/2026-11-22_fix-the-parser", "fix-the-parser", 2);
    roots.add("root/general/2026-11-19_parse-logs", "parse-logs", 1, "title: the logs\n");
    std::string hint;
    CHECK(failure_of(roots, "par", &hint) == "\"par\" matches 2 workspaces");
    CHECK(hint == "  2026-11-22_fix-the-parser\n  2026-11-19_parse-logs      the logs\n"
                  "give one of these names");
}

TEST_CASE("several of one name are told apart by their paths")
{
    SeveralRoots roots;
    roots.add("root/one/x", "a", 2);
    roots.add("root/two/x", "b", 1);
    std::string hint;
    CHECK(failure_of(roots, "x", &hint) == "\"x\" matches 2 workspaces");
    CHECK(hint == "  " + roots.scratch.path("root/one/x") + "\n  " + roots.scratch.path("root/two/x") +
                      "\ngive the path of one");
}

TEST_CASE("without a match the nearest slugs are named, three at most")
{
    SeveralRoots roots;
    roots.add("root/general/1", "fix-the-parser");
    roots.add("root/general/2", "parse-logs");
    roots.add("root/general/3", "billing");
    std::string hint;
    CHECK(failure_of(roots, "parsr", &hint) == "no workspace matches \"parsr\"");
    CHECK(hint == "nearest: fix-the-parser, parse-logs");
    failure_of(roots, "qqqqqqq", &hint);
    CHECK(hint == "ctask list --all shows all there are");
    for (const char* slug : {"parsec", "parsed", "parses"})
        roots.add(std::string("root/general/") + slug, slug);
    failure_of(roots, "parsecs", &hint);
    CHECK(hint == "nearest: parsec, parses, fix-the-parser");
    CHECK(failure_of(roots, "") == "no workspace matches \"\"");
}

TEST_CASE("a broken workspace is found by its name and then told as broken")
{
    SeveralRoots roots;
    roots.scratch.write_file("root/general/2026-11-02_old/task.yaml", "title: [\n");
    CHECK(failure_of(roots, "2026-11-02_old").find("2026-11-02_old/task.yaml:") != std::string::npos);
    CHECK(failure_of(roots, "old").find("2026-11-02_old/task.yaml:") != std::string::npos);
    roots.add("root/general/golden", "golden");
    CHECK(failure_of(roots, "old") == "found golden");
}

TEST_CASE("a path is a workspace wherever it lies, with the root that it seems to have")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a");
    roots.add("root/top", "top");
    roots.add("root/projects/work/p", "p");
    roots.add("out/stuff/b", "b", 1, "category: stuff\n");
    roots.add("out/stuff/c", "c", 1, "category: general\n");
    struct {
        const char* place;
        const char* root;
    } const table[] = {
        {"root/general/a", "root"}, {"root/top", "root"},         {"root/projects/work/p", "root"},
        {"out/stuff/b", "out"},     {"out/stuff/c", "out/stuff"},
    };
    for (const auto& row : table) {
        CAPTURE(row.place);
        Workspace workspace = roots.find(roots.scratch.path(row.place));
        CHECK(workspace.path == roots.scratch.path(row.place));
        CHECK(workspace.root == roots.scratch.path(row.root));
        CHECK(roots.find(row.place).path == workspace.path);
    }
}

TEST_CASE("a path may be written in every usual way")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a");
    roots.scratch.make_link(roots.scratch.path("root/general/a"), "shortcut");
    for (const char* word :
         {"./root/general/a", "root/general/a/", "root/general/../general/a", "./shortcut"}) {
        CAPTURE(word);
        CHECK(roots.find(word).path == roots.scratch.path("root/general/a"));
    }
    roots.world.environment.working_directory = roots.scratch.path("root/general/a");
    CHECK(roots.find(".").name == "a");
    CHECK(roots.find("./").name == "a");
    roots.world.environment.working_directory = roots.scratch.path("root/general/a/context");
    roots.scratch.make_directory("root/general/a/context");
    CHECK(roots.find("..").name == "a");
}

TEST_CASE("a path that is no workspace is refused, and one that does not exist is looked up as a word")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a");
    roots.scratch.make_directory("root/general/empty");
    CHECK(failure_of(roots, "root/general/empty").find("it has no task.yaml") != std::string::npos);
    CHECK(failure_of(roots, ".").find("it has no task.yaml") != std::string::npos);
    CHECK(failure_of(roots, "/").find("is no workspace") != std::string::npos);
    roots.scratch.write_file("root/general/file", "text");
    CHECK(failure_of(roots, "root/general/file")
              .ends_with("/root/general/file is no workspace: it is not a directory"));
    CHECK(failure_of(roots, "no/where") == "no workspace matches \"no/where\"");
}

TEST_CASE("a path that is no workspace comes with the way on")
{
    SeveralRoots roots;
    roots.add("root/general/a", "a");
    roots.scratch.make_directory("root/general/a/output");
    roots.scratch.make_directory("root/general/empty");
    roots.scratch.write_file("root/general/2026-11-22_lost/.ctask/history.jsonl", "");
    roots.scratch.make_directory("root/general/2026-11-22_lost/context");
    const auto hint = [&roots](const std::string& word) {
        std::string told;
        failure_of(roots, word, &told);
        return told;
    };

    CHECK(hint("root/general/a/output") ==
          "the workspace around it: " + roots.scratch.path("root/general/a"));
    CHECK(hint("root/general/empty") == "ctask list --all shows all there are");
    const std::string lost = roots.scratch.path("root/general/2026-11-22_lost");
    for (const char* below : {"", "/context"}) {
        CHECK(hint("root/general/2026-11-22_lost" + std::string(below)) ==
              lost +
                  " has had sessions, and has lost it; to make it a workspace again: printf '%s\\n' "
                  "'slug: lost' 'title: lost' > " +
                  lost + "/task.yaml");
    }
}

TEST_CASE("no word means where one stands, else CTASK_WORKSPACE, else the most recent")
{
    SeveralRoots roots;
    roots.add("root/general/here", "here", 1);
    roots.add("root/general/named", "named", 2);
    roots.add("root/general/recent", "recent", 3);
    roots.scratch.make_directory("root/general/here/output/deep");
    auto chosen = [&] {
        return default_workspace(roots.world.files, roots.settings, roots.world.environment).name;
    };

    CHECK(chosen() == "recent");
    roots.world.environment.entries = {"CTASK_WORKSPACE=" + roots.scratch.path("root/general/named")};
    CHECK(chosen() == "named");
    roots.world.environment.working_directory = roots.scratch.path("root/general/here/output/deep");
    CHECK(chosen() == "here");
    roots.world.environment.working_directory = roots.scratch.path("root/general");
    CHECK(chosen() == "named");
    roots.world.environment.entries = {"CTASK_WORKSPACE=" + roots.scratch.path("root/general/gone")};
    CHECK_THROWS_AS(chosen(), Failure);
}

} // namespace
} // namespace ctask
