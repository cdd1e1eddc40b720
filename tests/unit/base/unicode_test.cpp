// UTF-8 at its edges, and what the tables of the C library say of single characters.
#include "base/unicode.hpp"
#include "support/doctest.hpp"

#include <vector>

using namespace ctask;

namespace {

struct Encoding {
    std::string_view text;
    bool valid;
};
const std::vector<Encoding> kEncodings = {
    {"", true},
    {"plain ASCII, longer than eight bytes", true},
    {"\x7F", true},
    {"\x80", false},
    {"\xBF", false},
    {"\xC0\x80", false},
    {"\xC1\xBF", false},
    {"\xC2\x80", true},
    {"\xC2", false},
    {"\xC2\xC0", false},
    {"\xDF\xBF", true},
    {"\xE0\x9F\xBF", false},
    {"\xE0\xA0\x80", true},
    {"\xED\x9F\xBF", true},
    {"\xED\xA0\x80", false},
    {"\xED\xBF\xBF", false},
    {"\xEE\x80\x80", true},
    {"\xEF\xBF\xBF", true},
    {"\xE2\x82", false},
    {"\xF0\x8F\xBF\xBF", false},
    {"\xF0\x90\x80\x80", true},
    {"\xF4\x8F\xBF\xBF", true},
    {"\xF4\x90\x80\x80", false},
    {"\xF5\x80\x80\x80", false},
    {"\xFF", false},
    {"\xF0\x9F\x98", false},
    {"1234567\xC3\xA9 90123456", true},
    {"12345678\xC3", false},
};

} // namespace

TEST_CASE("valid UTF-8 is told from invalid at every edge of the encoding")
{
    for (const Encoding& row : kEncodings) {
        CAPTURE(row.text);
        CHECK(is_valid_utf8(row.text) == row.valid);
        CHECK(is_valid_utf8(to_valid_utf8(row.text)));
        CHECK((to_valid_utf8(row.text) == row.text) == row.valid);
    }
}

TEST_CASE("each invalid byte becomes one replacement character and what is around it stays")
{
    CHECK(to_valid_utf8("a\xE2\x82z") == "a\xEF\xBF\xBD\xEF\xBF\xBDz");
    CHECK(to_valid_utf8("\xFFgrün\xC3") == "\xEF\xBF\xBDgrün\xEF\xBF\xBD");
    CHECK(to_valid_utf8("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(to_valid_utf8(std::string_view("nul\0here", 8)) == std::string("nul\0here", 8));
}

TEST_CASE("every character survives being written and read")
{
    std::vector<char32_t> wrong;
    for (char32_t character = 0; character <= 0x10FFFF; ++character) {
        if (character == 0xD800) character = 0xE000;
        std::string text;
        append_utf8(text, character);
        const Character read = character_at(text, 0);
        if (read.code != character || read.length != text.size()) wrong.push_back(character);
    }
    CHECK(wrong.empty());
}

TEST_CASE("reading on passes over invalid bytes one at a time")
{
    const std::string_view text = "a\xFF\xE2\x82\xAC\xE2\x82";
    std::vector<char32_t> read;

    for (std::size_t at = 0; at < text.size();) read.push_back(next_character(text, at));

    CHECK(read == std::vector<char32_t>{U'a', 0xFFFD, U'€', 0xFFFD, 0xFFFD});
}

TEST_CASE("lower case reaches beyond ASCII and leaves everything else alone")
{
    CHECK(to_lower("Fix THE Parser 42_[@]`{") == "fix the parser 42_[@]`{");
    CHECK(to_lower("GRÖSSE Éte ΑΒΓ ЖУК") == "grösse éte αβγ жук");
    CHECK(to_lower("ẞ 日本語 ١٢٣") == "ß 日本語 ١٢٣");
    CHECK(to_lower("A\xFF\xC3Z") == "a\xFF\xC3z");
}

TEST_CASE("letters and digits of any script are such, marks and symbols are not")
{
    for (const char32_t character : std::u32string(U"azAZ09éßŁжΩא文ひカ한ฟअ٣９"))
        CHECK_MESSAGE(is_letter_or_digit(character), "U+", static_cast<unsigned>(character));
    for (const char32_t character :
         std::u32string(U" -_./@[`{\u007F\u00A0\u00D7—…\u3000。😀\u200B\u202E\uFEFF"))
        CHECK_MESSAGE(!is_letter_or_digit(character), "U+", static_cast<unsigned>(character));
}

TEST_CASE("width counts columns, not bytes and not characters")
{
    struct Row {
        std::string_view text;
        std::size_t columns;
    };
    const std::vector<Row> rows = {
        {"", 0},
        {"plain ASCII text", 16},
        {"Größe", 5},
        {"日本語", 6},
        {"한국어", 6},
        {"ｆｕｌｌ", 8},
        {"ｶﾀｶﾅ", 4},
        {"e\u0301", 1},
        {"a\u0308\u0323b", 2},
        {"😀", 2},
        {"12345678日", 10},
        {"…", 1},
        {"a\xFF", 2},
        {"\uE000", 1},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(display_width(row.text) == row.columns);
    }
}
