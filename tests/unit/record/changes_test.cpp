// What differs between two lists: as a grid of pairs, and at the edges of the lists.
#include "record/changes.hpp"

#include "support/doctest.hpp"

#include <initializer_list>
#include <string>

using namespace ctask;

namespace {

using Names = std::vector<std::string>;

FileList list(std::initializer_list<FileEntry> entries)
{
    FileList files;
    for (const FileEntry& entry : entries) files.add(entry.path, entry.size, entry.modified);
    files.sort();
    return files;
}

constexpr std::int64_t kSecond = 1'000'000'000;

} // namespace

TEST_CASE("added, modified and deleted files are found and sorted")
{
    const FileList before = list({{"a", 1, 7}, {"b", 1, 7}, {"c", 1, 7}, {"e", 1, 7}, {"z", 1, 7}});
    const FileList after = list({{"0", 1, 7}, {"a", 1, 7}, {"c", 2, 7}, {"d", 1, 7}, {"e", 1, 8}});

    const Changes changes = compare(before, after);

    CHECK(changes.added == Names{"0", "d"});
    CHECK(changes.modified == Names{"c", "e"});
    CHECK(changes.deleted == Names{"b", "z"});
    CHECK(changes.count() == 6);
}

TEST_CASE("two equal lists differ in nothing, and an empty one in everything")
{
    const FileList some = list({{"a", 1, 7}, {"b", 0, -7}});

    CHECK(compare(some, some).none());
    CHECK(compare({}, {}).none());
    CHECK(compare({}, some).added == Names{"a", "b"});
    CHECK(compare(some, {}).deleted == Names{"a", "b"});
}

TEST_CASE("times are compared at the coarser of the two precisions")
{
    struct Row {
        std::int64_t before;
        std::int64_t after;
        bool modified;
    };
    constexpr Row rows[] = {
        {5 * kSecond + 1, 5 * kSecond + 1, false},
        {5 * kSecond + 1, 5 * kSecond + 2, true},
        {5 * kSecond, 5 * kSecond + 1, false},
        {5 * kSecond + 999'999'999, 5 * kSecond, false},
        {5 * kSecond, 6 * kSecond, true},
        {5 * kSecond, 6 * kSecond + 1, true},
        {5 * kSecond, 5 * kSecond - 1, true},
        {-5 * kSecond, -5 * kSecond + 1, false},
        {-5 * kSecond, -5 * kSecond - 1, true},
        {0, 1, false},
        {0, -1, true},
        {INT64_MIN, INT64_MIN, false},
        {INT64_MIN, INT64_MAX, true},
        {0, INT64_MIN, true},
    };
    for (const Row& row : rows) {
        const FileList before = list({{"f", 1, row.before}});
        const FileList after = list({{"f", 1, row.after}});
        INFO(row.before, " against ", row.after);
        CHECK(compare(before, after).modified.empty() != row.modified);
    }
}

TEST_CASE("another size is a change whatever the times say")
{
    const FileList before = list({{"f", 1, 5 * kSecond}});
    const FileList after = list({{"f", 2, 5 * kSecond}});

    CHECK(compare(before, after).modified == Names{"f"});
}

TEST_CASE("names are compared by their bytes, not as signed numbers")
{
    const FileList before = list({{"a", 1, 1}, {"\xC3\xA9", 1, 1}, {"\xFF", 1, 1}});
    const FileList after = list({{"a", 1, 1}, {"b", 1, 1}, {"\xC3\xA9", 1, 1}, {"\xFF", 1, 1}});

    CHECK(compare(before, after) == Changes{{"b"}, {}, {}});
}
