// Tab in the real shells.
#include "end_to_end/completing_shell.hpp"
#include "support/doctest.hpp"

using namespace ctask;

namespace {

/// A workspace of the given directory name; its slug is what follows the date.
void add_workspace(const Binary& ctask, const std::string& name, const std::string& category = "general")
{
    std::string quoted;
    for (const char character : name.substr(11)) quoted.append(character == '\'' ? 2 : 1, character);
    ctask.scratch.write_file("root/" + category + "/" + name + "/task.yaml",
                             "slug: '" + quoted + "'\ntitle: x\n");
}

void add_some(const Binary& ctask)
{
    add_workspace(ctask, "2026-11-22_fix-the-parser");
    add_workspace(ctask, "2026-11-21_größe-prüfen", "général");
    add_workspace(ctask, "2026-11-20_日本語");
    add_workspace(ctask, "2025-01-02_with blank and 'quote'");
    add_workspace(ctask, "2024-01-02_cost $HOME \"x\"");
}

} // namespace

TEST_CASE("Tab completes commands, options and the words that may stand there")
{
    const Binary ctask;
    for (const auto kind : CompletingShell::installed()) {
        CAPTURE(CompletingShell::name(kind));
        CompletingShell shell(ctask, kind);

        CHECK(shell.words_of("ctask resu\tx") == "<resume><x>");
        CHECK(shell.words_of("ctask compl\tb\t") == "<completion><bash>");
        CHECK(shell.words_of("ctask resume x --no-i\t") == "<resume><x><--no-input>");
        CHECK(shell.words_of("ctask new -a code\t") == "<new><-a><codex>");
    }
}

TEST_CASE("Tab completes names of workspaces, with blanks, quotes and letters of any script")
{
    const Binary ctask;
    add_some(ctask);
    for (const auto kind : CompletingShell::installed()) {
        CAPTURE(CompletingShell::name(kind));
        CompletingShell shell(ctask, kind);

        CHECK(shell.words_of("ctask resume 2026-11-22\t") == "<resume><2026-11-22_fix-the-parser>");
        CHECK(shell.words_of("ctask resume 2026-11-21\t") == "<resume><2026-11-21_größe-prüfen>");
        CHECK(shell.words_of("ctask info 2025\t") == "<info><2025-01-02_with blank and 'quote'>");
        CHECK(shell.words_of("ctask info 2024\t") == "<info><2024-01-02_cost $HOME \"x\">");
        CHECK(shell.words_of("ctask info '2025\t") == "<info><2025-01-02_with blank and 'quote'>");
        CHECK(shell.words_of("ctask info \"2024\t") == "<info><2024-01-02_cost $HOME \"x\">");
    }
}

TEST_CASE("Tab offers archive what is active, restore what is archived, and info both")
{
    const Binary ctask;
    add_workspace(ctask, "2026-11-22_idea-at-hand");
    add_workspace(ctask, "2026-11-23_idea-put-away");
    REQUIRE(ctask.run({"archive", "idea-put-away"}).status == 0);
    for (const auto kind : CompletingShell::installed()) {
        CAPTURE(CompletingShell::name(kind));
        CompletingShell shell(ctask, kind);

        CHECK(shell.words_of("ctask archive 2026\t") == "<archive><2026-11-22_idea-at-hand>");
        CHECK(shell.words_of("ctask restore 2026\t") == "<restore><2026-11-23_idea-put-away>");
        shell.expect_offer("ctask info 2026\t\t\t", "idea-put-away");
        CHECK(shell.words_of("ctask info 2026-11-22\t") == "<info><2026-11-22_idea-at-hand>");
        CHECK(shell.words_of("ctask agents check 2026-11-23\t") ==
              "<agents><check><2026-11-23_idea-put-away>");
    }
}

TEST_CASE("Tab takes the beginning of a slug too")
{
    const Binary ctask;
    add_some(ctask);
    for (const auto kind : CompletingShell::installed()) {
        CAPTURE(CompletingShell::name(kind));
        CompletingShell shell(ctask, kind);
        // fish completes any part of a name to the whole of it.
        const bool whole = kind == CompletingShell::Kind::fish;

        CHECK(shell.words_of("ctask path fix\t") ==
              (whole ? "<path><2026-11-22_fix-the-parser>" : "<path><fix-the-parser>"));
        CHECK(shell.words_of("ctask path grö\t") ==
              (whole ? "<path><2026-11-21_größe-prüfen>" : "<path><größe-prüfen>"));
        CHECK(shell.words_of("ctask path 日\t") == (whole ? "<path><2026-11-20_日本語>" : "<path><日本語>"));
        CHECK(shell.words_of("ctask path with\t") ==
              (whole ? "<path><2025-01-02_with blank and 'quote'>" : "<path><with blank and 'quote'>"));
    }
}

TEST_CASE("Tab completes the value of an option, behind a blank and behind an equals sign")
{
    const Binary ctask;
    add_some(ctask);
    ctask.scratch.write_file("home/result file.json", "");
    for (const auto kind : CompletingShell::installed()) {
        CAPTURE(CompletingShell::name(kind));
        CompletingShell shell(ctask, kind);

        CHECK(shell.words_of("ctask new -c gén\t") == "<new><-c><général>");
        CHECK(shell.words_of("ctask new --category gén\t") == "<new><--category><général>");
        CHECK(shell.words_of("ctask new --category=gén\t") == "<new><--category=général>");
        CHECK(shell.words_of("ctask new --report resu\t") == "<new><--report><result file.json>");
    }
}

TEST_CASE("several that fit are offered, and behind -- the words are the agent's own")
{
    const Binary ctask;
    add_some(ctask);
    ctask.scratch.write_file("home/mine.txt", "");
    for (const auto kind : CompletingShell::installed()) {
        CAPTURE(CompletingShell::name(kind));
        CompletingShell shell(ctask, kind);

        CHECK(shell.words_of("ctask resume x -- min\t") == "<resume><x><--><mine.txt>");
        shell.expect_offer("ctask resume 2026-11-2\t\t", "größe-prüfen");
    }
}

TEST_CASE("Tab where there are no workspaces, or no ctask that works, does nothing and shows nothing")
{
    const Binary ctask;
    for (const auto kind : CompletingShell::installed()) {
        CAPTURE(CompletingShell::name(kind));
        CompletingShell shell(ctask, kind);
        CHECK(shell.words_of("ctask resume abc\t") == "<resume><abc>");
    }
}
