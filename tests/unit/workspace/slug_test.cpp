// Slugs and directory names: any title must give a usable one.
#include "workspace/slug.hpp"

#include "base/text.hpp"
#include "support/doctest.hpp"
#include "support/time_zone.hpp"

namespace ctask {
namespace {

struct TitleAndSlug {
    const char* title;
    const char* slug;
};

WallTime at(const char* text)
{
    auto time = parse_time(text);
    REQUIRE(time);
    return *time;
}

TEST_CASE("a title in any script becomes a slug")
{
    const TitleAndSlug table[] = {
        {"fix the parser", "fix-the-parser"},
        {"Größe prüfen", "größe-prüfen"},
        {"ÄÖÜ", "äöü"},
        {"日本語のテスト", "日本語のテスト"},
        {"Отчёт за Март", "отчёт-за-март"},
        {"ΑΒΓ δ", "αβγ-δ"},
        {"cafe\u0301 cre\u0300me", "cafe\u0301-cre\u0300me"},
        {"version 2.10", "version-2-10"},
        {"CamelCase_and_under", "camelcase-and-under"},
    };
    for (const TitleAndSlug& row : table) {
        CAPTURE(row.title);
        CHECK(make_slug(row.title) == row.slug);
    }
}

TEST_CASE("what is neither letter nor digit becomes one hyphen and none at the ends")
{
    const TitleAndSlug table[] = {
        {"  --Hello,   world!!--  ", "hello-world"},
        {"a/b\\c", "a-b-c"},
        {"../../etc/passwd", "etc-passwd"},
        {"a\nb\tc", "a-b-c"},
        {"x\x1b[31my", "x-31my"},
        {"right\u202eleft", "right-left"},
        {"zero\u200bwidth", "zero-width"},
        {"a🎉b", "a-b"},
        {"one\u0301", "one\u0301"},
        {"\u0301one", "one"},
    };
    for (const TitleAndSlug& row : table) {
        CAPTURE(row.title);
        CHECK(make_slug(row.title) == row.slug);
    }
}

TEST_CASE("a title has no blanks around it, and nothing but blanks is none")
{
    CHECK(title_of(" \t-x y \n") == "-x y");
    CHECK(title_of("a\xff") == to_valid_utf8("a\xff"));
    for (const char* blank : {"", " ", " \t\r\n"}) CHECK(title_of(blank).empty());
}

TEST_CASE("a title without letters and digits is called task")
{
    for (const char* title : {"", "   ", "---", "🎉🎊", "❤️", "!?", "\u200b\u202e", "\xff\xfe"}) {
        CAPTURE(title);
        CHECK(make_slug(title) == "task");
    }
}

TEST_CASE("a slug has at most 60 characters and 100 bytes, cut between characters")
{
    CHECK(make_slug(std::string(300, 'a')) == std::string(60, 'a'));
    CHECK(make_slug(std::string(59, 'a') + " bc") == std::string(59, 'a'));
    CHECK(make_slug(std::string(58, 'a') + " bc") == std::string(58, 'a') + "-b");

    std::string japanese;
    for (int count = 0; count < 300; ++count) japanese += "語";
    std::string slug = make_slug(japanese);
    CHECK(slug.size() == 99);
    CHECK(is_valid_utf8(slug));
}

TEST_CASE("every slug makes a safe directory name")
{
    for (const char* title : {"", ".hidden", "-rf", "a/b", "日本語のテスト", "\x01\x02", "CON"}) {
        CAPTURE(title);
        std::string name = directory_name(at("2026-11-22T12:00:00Z"), make_slug(title), 9999);
        CHECK(is_safe_component(name));
    }
    CHECK(is_safe_component(
        directory_name(at("2026-11-22T12:00:00Z"), make_slug(std::string(300, 'x')), 9999)));
}

TEST_CASE("the date of a directory is the local one")
{
    const WallTime late = at("2026-11-22T23:30:00Z");
    const WallTime early = at("2026-11-22T00:30:00Z");
    struct {
        const char* zone;
        const char* late;
        const char* early;
    } const table[] = {
        {"UTC0", "2026-11-22_x", "2026-11-22_x"},
        {"CET-1", "2026-11-23_x", "2026-11-22_x"},
        {"EST5", "2026-11-22_x", "2026-11-21_x"},
    };
    for (const auto& row : table) {
        CAPTURE(row.zone);
        TimeZone zone(row.zone);
        CHECK(directory_name(late, "x", 1) == row.late);
        CHECK(directory_name(early, "x", 1) == row.early);
    }
}

TEST_CASE("the same name again is numbered from 2 on")
{
    TimeZone zone("UTC0");
    const WallTime now = at("2026-11-22T12:34:56Z");
    CHECK(directory_name(now, "x", 1) == "2026-11-22_x");
    CHECK(directory_name(now, "x", 2) == "2026-11-22_x-2");
    CHECK(directory_name(now, "x", 13) == "2026-11-22_x-13");
    CHECK(untitled_slug(now) == "task-123456");
}

TEST_CASE("only a plain name may become a directory in a root")
{
    for (const char* name : {"general", "a.b", "x-", "größe", "日本", "a b"}) {
        CAPTURE(name);
        CHECK(is_safe_component(name));
    }
    for (const char* name :
         {"", ".", "..", ".trash", "-rf", "a/b", "/", "a\nb", "a\x1b", "a\x7f", "a\u202e", "a\xff"}) {
        CAPTURE(name);
        CHECK_FALSE(is_safe_component(name));
    }
    CHECK_FALSE(is_safe_component(std::string_view("a\0b", 3)));
    CHECK(is_safe_component(std::string(120, 'a')));
    CHECK_FALSE(is_safe_component(std::string(121, 'a')));
}

} // namespace
} // namespace ctask
