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
    here.directory->read_in_parts("large", [&](std::string_view part) {
        longest = std::max(longest, part.size());
        read += part;
        return true;
    });
    CHECK(read == large);
    CHECK(longest <= 64 * 1024);

    int parts = 0;
    here.directory->read_in_parts("large", [&](std::string_view) { return ++parts < 2; });
    CHECK(parts == 2);

    const auto error_of_reading = [&](const char* name) {
        return error_of([&] { here.directory->read_in_parts(name, [](std::string_view) { return true; }); });
    };
    CHECK(error_of_reading("missing") == ENOENT);
    CHECK(error_of_reading("link") == ELOOP);
    CHECK(error_of_reading("directory") == EISDIR);
    CHECK(error_of_reading("fifo") == EINVAL);
    CHECK(error_of_reading("link-to-directory/secret") == ELOOP);
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
