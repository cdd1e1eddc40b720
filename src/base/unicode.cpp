// UTF-8 decoding and encoding by hand; case, kind and width as the C library's C.UTF-8 locale has them.
#include "base/unicode.hpp"

#include "base/eight_bytes.hpp"

#include <algorithm>
#include <array>
#include <clocale>
#include <cwchar>
#include <cwctype>

namespace ctask {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";

struct Range {
    char32_t first;
    char32_t last;
};

constexpr std::array kHidden = {
    Range{0x0000, 0x001F}, Range{0x007F, 0x009F},   Range{0x061C, 0x061C}, Range{0x180E, 0x180E},
    Range{0x200B, 0x200F}, Range{0x2028, 0x202E},   Range{0x2060, 0x206F}, Range{0xFEFF, 0xFEFF},
    Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE007F},
};

constexpr bool is_ascii(char32_t character)
{
    return character < 0x80;
}

constexpr bool is_ascii_upper(char32_t character)
{
    return character >= 'A' && character <= 'Z';
}

constexpr bool is_ascii_letter_or_digit(char32_t character)
{
    return is_ascii_upper(character) || (character >= 'a' && character <= 'z') ||
           (character >= '0' && character <= '9');
}

/// Loaded when the first character beyond ASCII turns up, which in most runs none does; null when the system
/// has no such locale.
locale_t unicode_locale()
{
    static const locale_t kLocale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return kLocale;
}

/// The end of the run of ASCII bytes that starts at `at`.
std::size_t end_of_ascii(std::string_view text, std::size_t at)
{
    while (at + kEightBytes <= text.size() && !any_beyond_ascii(load_eight_bytes(text.data() + at)))
        at += kEightBytes;
    while (at < text.size() && is_ascii(static_cast<unsigned char>(text[at]))) ++at;
    return at;
}

} // namespace

Character character_at(std::string_view text, std::size_t at)
{
    constexpr Character kInvalid{kReplacement, 0};
    const auto byte = [&](std::size_t index) -> char32_t {
        return static_cast<unsigned char>(text[at + index]);
    };
    const char32_t lead = byte(0);
    if (is_ascii(lead)) return {lead, 1};
    if (lead < 0xC2 || lead > 0xF4) return kInvalid;

    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() - at < length) return kInvalid;
    char32_t code = lead & (0x7Fu >> length);
    for (std::size_t index = 1; index < length; ++index) {
        if ((byte(index) & 0xC0) != 0x80) return kInvalid;
        code = code << 6 | (byte(index) & 0x3F);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (overlong || surrogate || code > 0x10FFFF) return kInvalid;
    return {code, length};
}

char32_t next_character(std::string_view text, std::size_t& at)
{
    const Character character = character_at(text, at);
    at += character.valid() ? character.length : 1;
    return character.code;
}

void append_utf8(std::string& text, char32_t character)
{
    const auto append = [&text](char32_t byte) {
        text += static_cast<char>(static_cast<unsigned char>(byte));
    };
    const auto append_continuation = [&](int shift) { append(0x80 | (character >> shift & 0x3F)); };
    if (character < 0x80) {
        append(character);
    } else if (character < 0x800) {
        append(0xC0 | character >> 6);
        append_continuation(0);
    } else if (character < 0x10000) {
        append(0xE0 | character >> 12);
        append_continuation(6);
        append_continuation(0);
    } else {
        append(0xF0 | character >> 18);
        append_continuation(12);
        append_continuation(6);
        append_continuation(0);
    }
}

bool is_valid_utf8(std::string_view text)
{
    std::size_t at = end_of_ascii(text, 0);
    while (at < text.size()) {
        const Character character = character_at(text, at);
        if (!character.valid()) return false;
        at = end_of_ascii(text, at + character.length);
    }
    return true;
}

std::string_view byte_order_mark(std::string_view text)
{
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    return text.starts_with(kMark) ? kMark : std::string_view();
}

std::string to_valid_utf8(std::string_view text)
{
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t run_end = end_of_ascii(text, at);
        valid.append(text, at, run_end - at);
        at = run_end;
        if (at == text.size()) break;
        const Character character = character_at(text, at);
        valid.append(character.valid() ? text.substr(at, character.length) : kReplacementUtf8);
        at += character.valid() ? character.length : 1;
    }
    return valid;
}

char32_t to_lower(char32_t character)
{
    if (is_ascii(character)) return is_ascii_upper(character) ? character + ('a' - 'A') : character;
    const locale_t locale = unicode_locale();
    return locale ? static_cast<char32_t>(towlower_l(static_cast<wint_t>(character), locale)) : character;
}

bool is_letter_or_digit(char32_t character)
{
    if (is_ascii(character)) return is_ascii_letter_or_digit(character);
    const locale_t locale = unicode_locale();
    return !locale || iswalnum_l(static_cast<wint_t>(character), locale) != 0;
}

std::string to_lower(std::string_view text)
{
    std::string lower;
    lower.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (character.valid()) {
            append_utf8(lower, to_lower(character.code));
            at += character.length;
        } else {
            lower += text[at++];
        }
    }
    return lower;
}

bool is_hidden(char32_t character)
{
    return std::any_of(kHidden.begin(), kHidden.end(), [character](const Range& range) {
        return character >= range.first && character <= range.last;
    });
}

void append_hex(std::string& text, std::uint32_t number, int digits)
{
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        text += "0123456789abcdef"[number >> shift & 0xF];
}

std::size_t character_width(char32_t character)
{
    if (is_ascii(character)) return 1;
    const locale_t locale = unicode_locale();
    if (!locale) return 1;
    const locale_t before = uselocale(locale);
    const int width = wcwidth(static_cast<wchar_t>(character));
    uselocale(before);
    return width < 0 ? 1 : static_cast<std::size_t>(width);
}

std::size_t display_width(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t run_end = end_of_ascii(text, at);
        width += run_end - at;
        at = run_end;
        if (at < text.size()) width += character_width(next_character(text, at));
    }
    return width;
}

} // namespace ctask
