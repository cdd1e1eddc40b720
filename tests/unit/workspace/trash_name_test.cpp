// Names in the trash: read back as they were made, and nobody else's taken for ours.
#include "workspace/trash_name.hpp"

#include "base/unicode.hpp"
#include "support/doctest.hpp"

namespace ctask {
namespace {

const WallTime kNow = *parse_time("2026-11-22T12:34:56Z");

TEST_CASE("a name in the trash says when it came there and what it was called")
{
    CHECK(trash_name(kNow, "work", false, 1) == "20261122T123456Z_work");
    CHECK(trash_name(kNow, "work", true, 3) == ".removed_20261122T123456Z_work-3");
    for (const bool being_removed : {false, true}) {
        const auto parsed = parse_trash_name(trash_name(kNow, "2026-11-22_work", being_removed, 1));
        REQUIRE(parsed.has_value());
        CHECK(parsed->trashed_at == kNow);
        CHECK(parsed->name == "2026-11-22_work");
        CHECK(parsed->being_removed == being_removed);
    }
}

TEST_CASE("a long name is cut, between characters, to what a file system takes")
{
    std::string name;
    while (name.size() + 3 <= 255) name += "字";
    const std::string in_trash = trash_name(kNow, name, true, 1000);
    CHECK(in_trash.size() <= 255);
    CHECK(is_valid_utf8(in_trash));
    CHECK(trash_name(kNow, std::string(255, '\xff'), true, 1000).size() <= 255);
}

TEST_CASE("names that are not ctask's mean nothing")
{
    for (const char* name :
         {"", "work", "2026-11-22_work", "20261122T123456Z", "20261122T123456Z_", "20261122T123456Z-work",
          "20261122T123456_work", "99999999T999999Z_work", "20261122t123456z_work", "2026-11-22T12:34:5_work",
          "20261322T123456Z_work", ".20261122T123456Z_work", ".removed_20261122T123456Z_", ".removed_work",
          "removed_20261122T123456Z_work", " 20261122T123456Z_x"}) {
        CAPTURE(name);
        CHECK_FALSE(parse_trash_name(name).has_value());
    }
}

} // namespace
} // namespace ctask
