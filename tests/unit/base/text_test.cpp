// What is shown to people: nothing hidden, nothing too wide, counted rightly.
#include "base/text.hpp"
#include "support/doctest.hpp"

#include <limits>

using namespace ctask;

TEST_CASE("what cannot be seen is made visible")
{
    struct Row {
        std::string_view text;
        std::string_view shown;
    };
    using namespace std::string_view_literals;
    const std::vector<Row> rows = {
        {"two\nlines\r\n\tand a tab", R"(two\nlines\r\n\tand a tab)"},
        {"\0\x01\x07\x1F"sv, R"(\x00\x01\x07\x1f)"},
        {"\x1B[31mred\x1B[0m", R"(\x1b[31mred\x1b[0m)"},
        {"\x1B]0;title\x07", R"(\x1b]0;title\x07)"},
        {"del\x7F", R"(del\x7f)"},
        {"\xC2\x80\xC2\x9B\xC2\x9F", R"(\u0080\u009b\u009f)"},
        {"\x9B\x33\x31m", R"(\x9b31m)"},
        {"caf\xE9", R"(caf\xe9)"},
        {"\xED\xA0\x80", R"(\xed\xa0\x80)"},
        {"\xC0\xAF", R"(\xc0\xaf)"},
        {"end\xE2\x82", R"(end\xe2\x82)"},
        {"gpj\u202Eexe.", R"(gpj\u202eexe.)"},
        {"\u202A\u202B\u202C\u202D", R"(\u202a\u202b\u202c\u202d)"},
        {"\u2066\u2067\u2068\u2069", R"(\u2066\u2067\u2068\u2069)"},
        {"\u200B\u200C\u200D\u200E\u200F", R"(\u200b\u200c\u200d\u200e\u200f)"},
        {"\u2028\u2029", R"(\u2028\u2029)"},
        {"\u2060\u206F", R"(\u2060\u206f)"},
        {"\uFEFFbom \u061C", R"(\ufeffbom \u061c)"},
        {"\U000E0001\U000E0041\U000E007F", R"(\U000e0001\U000e0041\U000e007f)"},
    };
    for (const Row& row : rows) {
        CHECK(visible(row.text) == row.shown);
        CHECK(visible(visible(row.text)) == row.shown);
    }
}

TEST_CASE("what can be seen stays as it is")
{
    for (const std::string_view text :
         {"", "plain text of more than eight bytes", R"(back\slash "quoted" \n)", "Größe prüfen",
          "日本語のテキスト", "שלום", "مرحبا", "हिन्दी", "e\u0301", "😀 🇩🇪 ❤\uFE0F", "\u00A0\u00AD",
          "\u200A\u2010\u2027\u202F\u205F", "\uFFFD", "\U0010FFFD"}) {
        CHECK(visible(text) == text);
    }
}

TEST_CASE(
    "visible text is valid, on one line and without controls for every pair of bytes, wherever it stands")
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            std::string text = "1234567";
            text += static_cast<char>(first);
            text += static_cast<char>(second);
            const std::string shown = visible(text + "89012345");
            // A claim of doctest's for each of the 65,536 would take longer than all of this.
            const bool has_control = shown.find_first_of("\n\r\x1B\x7F\t") != std::string::npos ||
                                     shown.find("\xC2\x9B") != std::string::npos;
            if (!is_valid_utf8(shown) || has_control || !shown.ends_with("89012345"))
                FAIL_CHECK(first << ", " << second << ": " << shown);
        }
    }
}

TEST_CASE("fitted text never takes more columns than it may and says when it was cut")
{
    struct Row {
        std::string_view text;
        std::size_t columns;
        std::string_view fitted;
    };
    const std::vector<Row> rows = {
        {"fits", 4, "fits"},
        {"fits", 9, "fits"},
        {"too long", 5, "too …"},
        {"ab", 1, "…"},
        {"ab", 0, ""},
        {"", 0, ""},
        {"日本語", 6, "日本語"},
        {"日本語", 5, "日本…"},
        {"日本語", 4, "日…"},
        {"日本語", 2, "…"},
        {"日", 1, "…"},
        {"e\u0301e\u0301", 2, "e\u0301e\u0301"},
        {"e\u0301xyz", 2, "e\u0301…"},
        {"Größe", 4, "Grö…"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CAPTURE(row.columns);
        CHECK(fit(row.text, row.columns) == row.fitted);
        CHECK(display_width(fit(row.text, row.columns)) <= row.columns);
    }
}

TEST_CASE("padding fills columns and cuts nothing")
{
    CHECK(pad("ab", 4) == "ab  ");
    CHECK(pad("日本", 6) == "日本  ");
    CHECK(pad("e\u0301", 2) == "e\u0301 ");
    CHECK(pad("abcd", 4) == "abcd");
    CHECK(pad("abcde", 4) == "abcde");
}

TEST_CASE("counts take the singular for one only")
{
    CHECK(count_of(0, "file") == "0 files");
    CHECK(count_of(1, "file") == "1 file");
    CHECK(count_of(2, "file") == "2 files");
    CHECK(count_of(1, "entry", "entries") == "1 entry");
    CHECK(count_of(3, "entry", "entries") == "3 entries");
}

TEST_CASE("sizes have two digits at least and carry into the next unit")
{
    struct Row {
        std::uint64_t bytes;
        std::string_view text;
    };
    const std::vector<Row> rows = {
        {0, "0 bytes"},
        {1, "1 byte"},
        {512, "512 bytes"},
        {999, "999 bytes"},
        {1000, "1.0 kB"},
        {1049, "1.0 kB"},
        {1050, "1.1 kB"},
        {9949, "9.9 kB"},
        {9950, "10 kB"},
        {999'499, "999 kB"},
        {999'500, "1.0 MB"},
        {4'200'000, "4.2 MB"},
        {61'000'000'000, "61 GB"},
        {std::numeric_limits<std::uint64_t>::max(), "18 EB"},
    };
    for (const Row& row : rows) CHECK(describe_size(row.bytes) == row.text);
}

TEST_CASE("the home directory becomes a tilde, a mere namesake does not")
{
    CHECK(with_tilde("/home/me/work", "/home/me") == "~/work");
    CHECK(with_tilde("/home/me", "/home/me") == "~");
    CHECK(with_tilde("/home/me/work", "/home/me/") == "~/work");
    CHECK(with_tilde("/home/meow", "/home/me") == "/home/meow");
    CHECK(with_tilde("/srv/home/me", "/home/me") == "/srv/home/me");
    CHECK(with_tilde("/work", "/") == "/work");
    CHECK(with_tilde("/work", "") == "/work");
}

TEST_CASE("joining puts the separator between parts only")
{
    CHECK(join({}, ", ") == "");
    CHECK(join({"a"}, ", ") == "a");
    CHECK(join({"a", "", "b"}, ", ") == "a, , b");
}

TEST_CASE("the edit distance counts characters added, removed, replaced and swapped, either way")
{
    struct Row {
        std::string_view left;
        std::string_view right;
        std::size_t edits;
    };
    const std::vector<Row> rows = {
        {"", "", 0},
        {"", "abc", 3},
        {"same", "same", 0},
        {"parsr", "parser", 1},
        {"kitten", "sitting", 3},
        {"flaw", "lawn", 2},
        {"größe", "grosse", 3},
        {"日本", "日本語", 1},
        {"ab", "ba", 1},
        {"nwe", "new", 1},
        {"abc", "cab", 2},
    };
    for (const Row& row : rows) {
        CHECK(edit_distance(row.left, row.right) == row.edits);
        CHECK(edit_distance(row.right, row.left) == row.edits);
    }
}

TEST_CASE("a number is the whole text and lies within its bounds, or the value stays untouched")
{
    struct Row {
        std::string_view text;
        bool good;
        long long value;
    };
    const std::vector<Row> rows = {
        {"0", true, 0},
        {"42", true, 42},
        {"007", true, 7},
        {"-5", true, -5},
        {"100", true, 100},
        {"101", false, 0},
        {"-6", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1x", false, 0},
        {"1.0", false, 0},
        {"0x10", false, 0},
        {"--1", false, 0},
        {"99999999999999999999", false, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        long long value = 4711;
        CHECK(parse_number(row.text, -5, 100, value) == row.good);
        CHECK(value == (row.good ? row.value : 4711));
    }
}

TEST_CASE("a word for a shell is quoted only where it would mean something else")
{
    for (const char* plain : {"x", "--limit=5", "a/b.c,d:e@f%g+h_1", "größe"})
        CHECK(shell_quoted(plain) == plain);
    CHECK(shell_quoted("") == "''");
    CHECK(shell_quoted("fix the parser") == "'fix the parser'");
    CHECK(shell_quoted("it's") == "'it'\\''s'");
    for (const char* odd : {"~x", "$x", "`x`", "a;b", "*", "=x", "a\nb", "#", "!", "(x)"})
        CHECK(shell_quoted(odd) == "'" + std::string(odd) + "'");
}

TEST_CASE("lines are told apart by their line feeds, the last one with or without")
{
    using Lines = std::vector<std::string>;
    CHECK(split_lines("").empty());
    CHECK(split_lines("a") == Lines{"a"});
    CHECK(split_lines("a\n\nb\n") == Lines{"a", "", "b"});
}
