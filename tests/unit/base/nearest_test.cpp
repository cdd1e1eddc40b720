// The word that was probably meant.
#include "base/nearest.hpp"

#include "support/doctest.hpp"

TEST_CASE("the nearest word is one that few edits make, or that was begun")
{
    const std::vector<std::string> words = {"root", "project_root", "default_agent", "--force"};
    CHECK(ctask::nearest("rot", words) == "root");
    CHECK(ctask::nearest("roots", words) == "root");
    CHECK(ctask::nearest("defalt-agent", words) == "default_agent");
    CHECK(ctask::nearest("def", words) == "default_agent");
    CHECK(ctask::nearest("--forec", words) == "--force");
    CHECK(ctask::nearest("orot", words) == "root");
    CHECK(ctask::all_nearest("lst", {"list", "new", "last", "list-all"}) ==
          std::vector<std::string>{"list", "last"});
    CHECK(ctask::nearest("xyz", words).empty());
    CHECK(ctask::nearest("--", words).empty());
    CHECK(ctask::nearest("", words).empty());
    CHECK(ctask::nearest("root", {}).empty());
}
