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
/// So many take more than a part of the file and a piece of the array.
constexpr int kNumbers = 100'000;

} // namespace

TEST_CASE("a long file that is no object is bad after a look at its beginning")
{
    const ScratchDir scratch;
    FakeWorld world;
    const auto directory = world.files.open_directory(scratch.path());
    scratch.write_file("zeros", "");
    REQUIRE(::truncate(scratch.path("zeros").c_str(), kLong) == 0);

    const JsonFile read = read_json_file(*directory, "zeros", kLimit, "a", [](const JsonValue&) {});

    CHECK_FALSE(read.document);
    CHECK_FALSE(read.file.present());
    CHECK_FALSE(read.file.absent());
    CHECK(read.file.problem == "is not valid JSON: it does not begin as an object");
    CHECK(read.file.stamp.size == static_cast<std::uint64_t>(kLong));
}

TEST_CASE("a long file that begins as an object is read, behind a byte-order mark and blanks too")
{
    const ScratchDir scratch;
    FakeWorld world;
    const auto directory = world.files.open_directory(scratch.path());
    const auto is_read = [&](const std::string& name) {
        const JsonFile read = read_json_file(*directory, name, kLimit, "a", [](const JsonValue&) {});
        CHECK(read.document.has_value() == read.file.present());
        return read.document.has_value();
    };
    for (const char* start : {"{", "\xef\xbb\xbf{", " \r\n\t{"}) {
        scratch.write_file("long", start + std::string(2'000'000, ' ') + "}");
        CHECK(is_read("long"));
    }
    CHECK_FALSE(is_read("none"));
    scratch.write_file("short", "[]");
    CHECK(is_read("short"));
}

TEST_CASE("a long array is read element by element, and what is wrong in it is told by its place in the file")
{
    const ScratchDir scratch;
    FakeWorld world;
    const auto directory = world.files.open_directory(scratch.path());
    std::string text = R"({"b":"x","a":[0)";
    for (int number = 1; number < kNumbers; ++number) text += "," + std::to_string(number);
    std::int64_t expected = 0;
    const auto count = [&](const JsonValue& value) { expected += value.number() == expected ? 1 : 0; };
    const auto problem_of = [&](const std::string& bytes) {
        scratch.write_file("file", bytes);
        return read_json_file(*directory, "file", kLimit, "a", count).file.problem;
    };

    scratch.write_file("file", text + R"(],"c":1})");
    const JsonFile read = read_json_file(*directory, "file", kLimit, "a", count);

    REQUIRE(read.document);
    CHECK(expected == kNumbers);
    CHECK(read.document->root()["a"].is_array());
    CHECK(read.document->root()["b"].text() == "x");
    CHECK(read.document->root()["c"].number() == 1);
    const std::string at_end = std::to_string(text.size());
    CHECK(problem_of(text) == "is not valid JSON: it ends early, at byte " + at_end);
    CHECK(problem_of(text + "\xff]}") == "is not valid JSON: not UTF-8 at byte " + at_end);
    CHECK(problem_of(text + R"(],"c":")" + "\xff\"}") ==
          "is not valid JSON: not UTF-8 at byte " + std::to_string(text.size() + 7));
    // The first of a key counts, and this one is not the array that was cut.
    CHECK(problem_of(R"({"a":null,)" + text.substr(1) + "]}") == "has a twice");
    CHECK(problem_of(R"({"\u0061":[7],)" + text.substr(1) + "]}") == "has a twice");
    CHECK(problem_of(text + R"(],"a":null})").empty());
    CHECK(problem_of(text + ",]}").starts_with("is not valid JSON: "));
    CHECK(problem_of(text + "}]").starts_with("is not valid JSON: "));
}

TEST_CASE("elements on lines of their own are read in the same way, and told of by their place")
{
    const ScratchDir scratch;
    FakeWorld world;
    const auto directory = world.files.open_directory(scratch.path());
    std::string text = R"({"b":"x","a":[{"n":0})";
    for (int number = 1; number < kNumbers; ++number) text += ",\n{\"n\":" + std::to_string(number) + "}";
    std::int64_t expected = 0;
    const auto count = [&](const JsonValue& value) { expected += value["n"].number() == expected ? 1 : 0; };
    const auto problem_of = [&](const std::string& bytes) {
        expected = 0;
        scratch.write_file("file", bytes);
        return read_json_file(*directory, "file", kLimit, "a", count).file.problem;
    };

    CHECK(problem_of(text + "]}").empty());
    CHECK(expected == kNumbers);
    CHECK(problem_of(text + ",\n{\"n\":\"},\\n\"}],\"c\":[{},\n{}]}").empty());
    CHECK(expected == kNumbers);
    const std::string at_end = std::to_string(text.size() + 1);
    CHECK(problem_of(text + ",") == "is not valid JSON: it ends early, at byte " + at_end);
    CHECK(problem_of(text + ",\xff]}") == "is not valid JSON: not UTF-8 at byte " + at_end);
    CHECK(problem_of(text + ",\n]}").starts_with("is not valid JSON: "));
    // What comes behind a short array does not make it a long one: the first of a key counts.
    const std::string behind = R"("a":[{"n":0},)"
                               "\n"
                               R"({"n":1}],"b":")" +
                               std::string(200'000, 'b') + "\"}";
    for (const char* first : {R"({"a":null,)", R"({"\u0061":[],)"}) {
        CHECK(problem_of(first + behind).empty());
        CHECK(expected == 0);
    }
}
