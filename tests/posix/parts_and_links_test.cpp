// Files of any length in parts, and links as they are.
#include "posix/directory.hpp"

#include "posix/one_of_everything.hpp"

#include <algorithm>
#include <cerrno>

namespace ctask {

TEST_CASE("a file of any length is handed over in parts, until that is enough, and nothing else is")
{
    const OneOfEverything here;
    const std::string large(200'000, 'x');
    here.scratch.write_file("large", large);
    std::string read;
    std::size_t longest = 0;
    const FileContent content = here.directory->read_in_parts("large", large.size(), [&](auto part) {
        longest = std::max(longest, part.size());
        read += part;
        return true;
    });
    CHECK(content.present());
    CHECK(content.bytes.empty());
    CHECK(content.stamp.size == large.size());
    CHECK(read == large);
    CHECK(longest <= 64 * 1024);

    int parts = 0;
    const auto take_two = [&](std::string_view) { return ++parts < 2; };
    CHECK(here.directory->read_in_parts("large", kAnyLength, take_two).present());
    CHECK(parts == 2);
    CHECK(here.directory->read_in_parts("large", large.size() - 1, take_two).problem ==
          "is longer than 199999 bytes");

    const auto problem_of = [&](const char* name) {
        return here.directory->read_in_parts(name, kAnyLength, [](std::string_view) { return true; }).problem;
    };
    CHECK(here.directory->read_in_parts("missing", kAnyLength, take_two).absent());
    for (const char* name : {"link", "directory", "fifo", "link-to-directory/secret"}) {
        CAPTURE(name);
        CHECK(problem_of(name) == here.directory->read(name, kAnyLength).problem);
        CHECK_FALSE(problem_of(name).empty());
    }
}

TEST_CASE("what fails where a part is taken is not laid to the file")
{
    const OneOfEverything here;
    const auto fail = [](std::string_view) -> bool {
        throw std::system_error(ENOSPC, std::generic_category());
    };
    CHECK(error_of([&] { here.directory->read_in_parts("plain", kAnyLength, fail); }) == ENOSPC);
}

TEST_CASE("links are made and read as they are, wherever they lead")
{
    const OneOfEverything here;
    CHECK(here.directory->link_target("dangling") == "nowhere");
    CHECK(here.directory->make_link("../a b\n/c", "made"));
    CHECK(here.directory->link_target("made") == "../a b\n/c");
    CHECK_FALSE(here.directory->make_link("x", "made"));
    CHECK_FALSE(here.directory->make_link("x", "plain"));
    CHECK(error_of([&] { here.directory->link_target("plain"); }) == EINVAL);
}

} // namespace ctask
