// State files of any length and any content.
#include "record/json_file.hpp"

#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"

#include <unistd.h>

using namespace ctask;

namespace {

constexpr std::size_t kLimit = std::size_t{2} << 30;
constexpr off_t kLong = off_t{1} << 30;

} // namespace

TEST_CASE("a long file that is no object is bad after a look at its beginning")
{
    const ScratchDir scratch;
    FakeWorld world;
    const auto directory = world.files.open_directory(scratch.path());
    scratch.write_file("zeros", "");
    REQUIRE(::truncate(scratch.path("zeros").c_str(), kLong) == 0);
    bool read_whole = false;
    world.files.faults().before(Touch::read, "zeros", [&] {
        world.files.faults().before(Touch::read, "zeros", [&] { read_whole = true; });
    });

    const FileContent content = read_json_file(*directory, "zeros", kLimit);

    CHECK_FALSE(content.present());
    CHECK_FALSE(content.absent());
    CHECK(content.problem.find("not valid JSON") != std::string::npos);
    CHECK(content.stamp.size == static_cast<std::uint64_t>(kLong));
    CHECK_FALSE(read_whole);
}

TEST_CASE("a long file that begins as an object is read, behind a byte-order mark and blanks too")
{
    const ScratchDir scratch;
    FakeWorld world;
    const auto directory = world.files.open_directory(scratch.path());
    for (const char* start : {"{", "\xef\xbb\xbf{", " \r\n\t{"}) {
        scratch.write_file("long", start + std::string(2'000'000, ' ') + "}");
        CHECK(read_json_file(*directory, "long", kLimit).present());
    }
    CHECK(read_json_file(*directory, "none", kLimit).absent());
    scratch.write_file("short", "[]");
    CHECK(read_json_file(*directory, "short", kLimit).present());
}
