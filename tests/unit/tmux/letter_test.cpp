// Letters, sealed and opened.
#include "tmux/letter.hpp"

#include "support/doctest.hpp"

using namespace ctask;

namespace {

Letter a_letter()
{
    Letter letter;
    letter.session_id = "vm-1-20261125T130148Z";
    letter.workspace = "/root/general/2026-11-25_größe";
    letter.root = "/root";
    letter.tmux.session = "ctask-general-x-123456";
    letter.tmux.socket = "/tmp/tmux-1/default";
    letter.words = {"resume", "", "--", "a b;", "\xff\n", "7"};
    letter.environment = {"PATH=/bin", "EMPTY=", "3", "odd"};
    return letter;
}

} // namespace

TEST_CASE("what is opened is what was sealed, byte for byte")
{
    const Letter letter = a_letter();
    const std::optional<Letter> again = opened(sealed(letter));
    REQUIRE(again);
    CHECK(again->session_id == letter.session_id);
    CHECK(again->workspace == letter.workspace);
    CHECK(again->root == letter.root);
    CHECK(again->tmux.session == letter.tmux.session);
    CHECK(again->tmux.socket == letter.tmux.socket);
    CHECK(again->words == letter.words);
    CHECK(again->environment == letter.environment);
}

TEST_CASE("what a pane showed comes back line by line, and other lines are not taken for it")
{
    const std::vector<std::string> lines = {"no key", "\x1b[31m\xff", "last-words "};

    CHECK(opened_last_words(sealed_last_words(lines)) == lines);
    CHECK(sealed_last_words(lines).find('\n') == std::string::npos);
    CHECK_FALSE(opened_last_words("ready").has_value());
    CHECK_FALSE(opened_last_words("{\"how\":\"exited\"}").has_value());
    CHECK_FALSE(opened_last_words("last-words ?").has_value());
}

TEST_CASE("a letter that is cut anywhere before its environment is none")
{
    Letter letter = a_letter();
    letter.environment.clear();
    const std::string whole = sealed(letter);
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_FALSE(opened(whole.substr(0, length)).has_value());
    CHECK_FALSE(opened(whole + "torn").has_value());
}
