// Names of tmux sessions.
#include "tmux/session_name.hpp"

#include "support/doctest.hpp"

#include <vector>

using namespace ctask;

namespace {

struct Case {
    std::string category;
    std::string slug;
    /// Between "ctask-" and the hash.
    std::string name;
};

const std::vector<Case> kCases = {
    {"general", "fix-the-parser", "general-fix-the-parser"},
    {"General", "Fix.The:Parser", "general-fix_the_parser"},
    {"a b", "x  y", "a_b-x_y"},
    {"größe", "prüfen", "gr_e-pr_fen"},
    {"general", "日本語", "general-_"},
    {"", "-_-", "_-_"},
    {"_x_", "--y--", "x-y"},
    {"general", "a--b", "general-a--b"},
    {"general", "abcdefghijklmnopqrstuvwxyz0123456789", "general-abcdefghijklmnopqrstuvwxyz0123"},
    {"general", "abcdefghijklmnopqrstuvwxyz012-456", "general-abcdefghijklmnopqrstuvwxyz012"},
};

} // namespace

TEST_CASE("category and slug are cleaned, cut and never empty")
{
    for (const Case& wanted : kCases) {
        CAPTURE(wanted.slug);
        CHECK(tmux_session_name(wanted.category, wanted.slug, "/w") == "ctask-" + wanted.name + "-d1bb8c");
    }
}

TEST_CASE("the hash is that of the clean path")
{
    const std::string name = tmux_session_name("general", "x", "/home/me/ai-workspaces/general/2026-11-25_x");
    CHECK(name == "ctask-general-x-eb0e31");
    CHECK(tmux_session_name("general", "x", "/home/me/./ai-workspaces//general/y/../2026-11-25_x/") == name);
}
