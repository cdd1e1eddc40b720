// The list of files: what goes in comes out, in the order of bytes.
#include "support/doctest.hpp"
#include "world/file_list.hpp"

#include <algorithm>
#include <random>

using namespace ctask;

namespace {

FileList list_of(const std::vector<std::string>& paths)
{
    FileList list;
    for (const std::string& path : paths)
        list.add(path, path.size(), static_cast<std::int64_t>(path.size()) - 5);
    return list;
}

std::vector<std::string> paths_of(const FileList& list)
{
    std::vector<std::string> paths;
    for (const FileEntry& file : list) paths.emplace_back(file.path);
    return paths;
}

/// Sorts both ways, and sees that sizes and times went along.
void check_sorting(std::vector<std::string> paths)
{
    FileList list = list_of(paths);
    list.sort();
    std::sort(paths.begin(), paths.end());
    REQUIRE(paths_of(list) == paths);
    for (std::size_t index = 0; index < list.size(); ++index) {
        REQUIRE(list[index].size == list[index].path.size());
        REQUIRE(list[index].modified == static_cast<std::int64_t>(list[index].path.size()) - 5);
    }
}

std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t longest)
{
    std::string text(random() % (longest + 1), ' ');
    for (char& character : text) character = alphabet[random() % alphabet.size()];
    return text;
}

} // namespace

TEST_CASE("entries come out as they went in")
{
    FileList list;
    CHECK(list.empty());

    list.add("b/\xFF name\n", 1ull << 40, -1);
    list.add("a", 0, 1'795'417'445'123'456'789);

    REQUIRE(list.size() == 2);
    CHECK(list[0].path == "b/\xFF name\n");
    CHECK(list[0].size == 1ull << 40);
    CHECK(list[0].modified == -1);
    CHECK(list[1].path == "a");
    CHECK(list[1].modified == 1'795'417'445'123'456'789);
}

TEST_CASE("the order is that of bytes over the whole path, not of directories or of signed characters")
{
    FileList list = list_of({"src/z", "src.txt", "src-old/a", "srca", "src", "\xC3\xA9", "z", "Z", "_", ""});

    list.sort();

    CHECK(paths_of(list) == std::vector<std::string>{"", "Z", "_", "src", "src-old/a", "src.txt", "src/z",
                                                     "srca", "z", "\xC3\xA9"});
}

TEST_CASE("a list of another is taken whole, also into an empty one")
{
    FileList list;
    list.append(list_of({"c", "dd"}));
    list.append(FileList());
    list.append(list_of({"bbb", "a"}));
    list.sort();

    CHECK(paths_of(list) == std::vector<std::string>{"a", "bbb", "c", "dd"});
    CHECK(list[1].size == 3);
    CHECK(list[3].modified == -3);
}

TEST_CASE("names of every length and directories in any order come out as they went in")
{
    std::vector<std::string> paths = {"", "/", "a/", "a//b", "a/b", "c", "a/b/c", "a/d"};
    for (const std::size_t length : {127u, 128u, 255u, 16'383u, 16'384u, 70'000u}) {
        paths.push_back(std::string(length, 'n'));
        paths.push_back(std::string(length, 'd') + "/" + std::string(length, 'n'));
    }

    const FileList list = list_of(paths);

    CHECK(paths_of(list) == paths);
    for (std::size_t index = 0; index < list.size(); ++index) CHECK(list[index].path == paths[index]);
}

TEST_CASE("lists are the same when their entries are, wherever their paths lie")
{
    FileList list = list_of({"a/b", "a/c", "d", "a/e"});
    FileList other = list_of({"a/b"});
    other.append(list_of({"a/c", "d"}));
    CHECK_FALSE(list == other);
    other.append(list_of({"a/e"}));
    CHECK(list == other);

    FileList copy = other;
    copy.add("f", 1, -4);
    copy.sort();

    CHECK(list == other);
    CHECK_FALSE(copy == other);
    CHECK(paths_of(copy) == std::vector<std::string>{"a/b", "a/c", "a/e", "d", "f"});
}

TEST_CASE("a list that was sorted is sorted anew after whatever has come to it")
{
    using Paths = std::vector<std::string>;
    for (const Paths& first : {Paths{}, Paths{"b", "d"}, Paths{"d", "b"}})
        for (const Paths& more : {Paths{}, Paths{"c"}, Paths{"e", "f"}, Paths{"f", "e"}, Paths{"a/b", "a"}})
            for (const bool by_list : {false, true}) {
                FileList list = list_of(first);
                list.sort();
                if (by_list) list.append(list_of(more));
                for (const std::string& path : by_list ? Paths{} : more) list.add(path, 0, 0);

                list.sort();

                Paths expected = first;
                expected.insert(expected.end(), more.begin(), more.end());
                std::sort(expected.begin(), expected.end());
                CHECK(paths_of(list) == expected);
            }
}

TEST_CASE("every kind of list is sorted")
{
    std::mt19937 random(20261123);
    for (const std::size_t longest : {3u, 8u, 9u, 17u, 40u}) {
        for (const std::string_view alphabet : {"ab", "abcdefghijklmnopqrstuvwxyz/._-", "\x01\x7F\x80\xFF"}) {
            std::vector<std::string> paths;
            for (int index = 0; index < 600; ++index) paths.push_back(random_text(random, alphabet, longest));
            check_sorting(paths);
            std::sort(paths.begin(), paths.end());
            check_sorting(paths);
            std::reverse(paths.begin(), paths.end());
            check_sorting(paths);
        }
    }
}

TEST_CASE("long common beginnings, equal paths and zero bytes are sorted too")
{
    std::mt19937 random(20261123);
    std::vector<std::string> deep;
    std::vector<std::string> zeros;
    for (int index = 0; index < 500; ++index) {
        deep.push_back(std::string(1000, 'd') + random_text(random, "ab", 12));
        zeros.push_back("abcdef" + random_text(random, std::string_view("\0a", 2), 12));
    }
    check_sorting(deep);
    check_sorting(zeros);
    check_sorting(std::vector<std::string>(500, std::string(5000, 'x')));
}
