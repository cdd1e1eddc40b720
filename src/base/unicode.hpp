// UTF-8 and what Unicode says of a single character: its code, case, kind and width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ctask {

/// A character and the bytes it takes. Where the text is not valid UTF-8, U+FFFD and 0 bytes.
struct Character {
    char32_t code = 0;
    std::size_t length = 0;

    bool valid() const { return length > 0; }
};

/// The character that starts at `at`, which must lie inside the text.
Character character_at(std::string_view text, std::size_t at);
/// The next character of valid UTF-8 text, advancing `at`; U+FFFD (and one byte on) where it is not valid.
char32_t next_character(std::string_view text, std::size_t& at);
void append_utf8(std::string& text, char32_t character);

bool is_valid_utf8(std::string_view text);
/// Empty, or the byte-order mark that some editors put before a text.
std::string_view byte_order_mark(std::string_view text);
/// Every invalid byte replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// Lower-cased as Unicode has it; letter and digit as the C.UTF-8 locale has it. Without that locale every
/// character beyond ASCII counts as a letter of one column and has no case.
char32_t to_lower(char32_t character);
bool is_letter_or_digit(char32_t character);
/// Bytes that are not valid UTF-8 stay as they are.
std::string to_lower(std::string_view text);

/// Whether a reader does not see the character although it may change what is seen: C0, DEL and C1, the
/// Arabic letter mark, the Mongolian vowel separator, zero-width characters and direction marks, line and
/// paragraph separator with the direction embeddings, invisible operators and isolates, the byte order mark,
/// interlinear annotation, tags.
bool is_hidden(char32_t character);
/// For writing such a character as an escape.
void append_hex(std::string& text, std::uint32_t number, int digits);

/// Columns that a terminal uses: 2 for a wide character, 0 for a combining one, 1 for what nobody knows.
std::size_t character_width(char32_t character);
/// The same for a text; an invalid byte uses one.
std::size_t display_width(std::string_view text);

} // namespace ctask
