// Lists with gaps: what is said of the files in them.
#include "record/listing.hpp"

#include "support/doctest.hpp"

#include <initializer_list>

using namespace ctask;

namespace {

using Names = std::vector<std::string>;

Listing listing(std::initializer_list<const char*> paths, Names unreadable = {})
{
    Listing result;
    for (const char* path : paths) result.files.add(path, 1, 7);
    result.files.sort();
    result.unreadable = std::move(unreadable);
    return result;
}

Names paths(const FileList& files)
{
    Names all;
    for (const FileEntry& file : files) all.emplace_back(file.path);
    return all;
}

} // namespace

TEST_CASE("a gap covers its own path and what lies below it, and nothing that only begins as it does")
{
    const Names gaps = {"a/b", "c"};
    for (const char* path : {"a/b", "a/b/x", "a/b/x/y", "c", "c/x"}) CHECK(lies_in_a_gap(path, gaps));
    for (const char* path : {"a", "a/bb", "a/c", "b", "cc", "x/c"}) CHECK_FALSE(lies_in_a_gap(path, gaps));
    CHECK(lies_in_a_gap("anything", {""}));
    CHECK_FALSE(lies_in_a_gap("anything", {}));
}

TEST_CASE("of what could not be read at either time no change is told")
{
    const Listing whole = listing({"d/1", "d/2", "gone", "stays"});
    const Listing gappy = listing({"new", "stays"}, {"d"});

    CHECK(compare(whole, gappy) == Changes{{"new"}, {}, {"gone"}});
    CHECK(compare(gappy, whole) == Changes{{"gone"}, {}, {"new"}});
    CHECK(listing({}, {""}).is_all_gaps());
    CHECK_FALSE(gappy.is_all_gaps());
}

TEST_CASE("what is known of a gap is what was there before")
{
    const Listing before = listing({"d/1", "d/2", "gone", "stays"});

    CHECK(paths(last_known(before, listing({"d/2", "stays"}, {"d"}))) == Names{"d/1", "d/2", "stays"});
    CHECK(paths(last_known(before, listing({"stays"}))) == Names{"stays"});
}
