// The note in the trash: it comes back as it was written, and nothing leads out of a root.
#include "record/trash_note.hpp"

#include "support/doctest.hpp"

namespace ctask {
namespace {

TEST_CASE("a note comes back as it was written, whatever bytes the name has")
{
    const WallTime when = *parse_time("2026-11-22T12:34:56Z");
    for (const std::string place : {"general/2026-11-22_work", "work", "a/b/c", "general/caf\xe9", "x/-y",
                                    ".hidden/work", "general/.work", "...", ".trash/mine"}) {
        CAPTURE(place);
        const auto note = parse_trash_note(format_trash_note({place, when, kDeleted}));
        REQUIRE(note.has_value());
        CHECK(note->place == place);
        CHECK(note->trashed_at == when);
        CHECK(note->reason == kDeleted);
    }
}

TEST_CASE("what is no note, or names no place below a root, is none")
{
    for (const char* text :
         {"", "{}", "[]", "null", "{\"place\":3}", "{\"place\":\"\"}", "{\"place\":\"/etc\"}",
          "{\"place\":\"../x\"}", "{\"place\":\"a/../../x\"}", "{\"place\":\"a//b\"}", "{\"place\":\"a/\"}",
          "{\"place\":\".\"}", "{\"place\":\"a/./b\"}", "{\"place\":\"a\\u0000b\"}", "{\"place\":\"a\"",
          "{\"place\":\"a\",\"place_base64\":\"!!\"}", "{\"place\":\"a\",\"place_base64\":\"Li4veA==\"}"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_trash_note(text).has_value());
    }
}

} // namespace
} // namespace ctask
