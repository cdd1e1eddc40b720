// Names of workspaces: from a title to a slug, from a slug to a directory name.
#include "workspace/slug.hpp"

#include "base/text.hpp"

namespace ctask {
namespace {

constexpr std::size_t kSlugCharacters = 60;
constexpr std::size_t kSlugBytes = 100;
constexpr std::size_t kComponentBytes = 120;

/// Whether a character that is no letter belongs to the letter before it: an accent of its own (as some
/// systems write é), a vowel sign. Such marks take no column and are shown as they are, unlike zero-width
/// controls; the ones that turn characters into emoji have no place in a name.
bool continues_letter(char32_t character)
{
    bool makes_emoji =
        (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0x20D0 && character <= 0x20FF);
    if (character < 0x80 || makes_emoji) return false;
    std::string encoded;
    append_utf8(encoded, character);
    return character_width(character) == 0 && visible(encoded) == encoded;
}

} // namespace

std::string make_slug(std::string_view title)
{
    std::string valid = to_valid_utf8(title);
    std::string slug;
    std::size_t characters = 0;
    bool hyphen_due = false;
    for (std::size_t at = 0; at < valid.size();) {
        char32_t character = next_character(valid, at);
        bool in_word = !slug.empty() && !hyphen_due;
        if (!is_letter_or_digit(character) && !(in_word && continues_letter(character))) {
            hyphen_due = !slug.empty();
            continue;
        }
        std::string addition = hyphen_due ? "-" : "";
        append_utf8(addition, to_lower(character));
        characters += hyphen_due ? 2 : 1;
        if (characters > kSlugCharacters || slug.size() + addition.size() > kSlugBytes) break;
        slug += addition;
        hyphen_due = false;
    }
    return slug.empty() ? "task" : slug;
}

std::string title_of(std::string_view words)
{
    constexpr const char* kBlanks = " \t\r\n";
    const std::size_t start = words.find_first_not_of(kBlanks);
    if (start == words.npos) return {};
    return to_valid_utf8(words.substr(start, words.find_last_not_of(kBlanks) + 1 - start));
}

std::string untitled_slug(WallTime now)
{
    return "task-" + format_local_clock_compactly(now);
}

std::string directory_name(WallTime now, const std::string& slug, int ordinal)
{
    std::string name = format_local_date(now) + "_" + slug;
    return ordinal > 1 ? name + "-" + std::to_string(ordinal) : name;
}

std::string date_of_name(std::string_view name)
{
    constexpr std::string_view kForm = "dddd-dd-dd_";
    if (name.size() <= kForm.size()) return {};
    for (std::size_t at = 0; at < kForm.size(); ++at) {
        const bool is_digit = name[at] >= '0' && name[at] <= '9';
        if (kForm[at] == 'd' ? !is_digit : name[at] != kForm[at]) return {};
    }
    return std::string(name.substr(0, kForm.size()));
}

std::string slug_of_name(std::string_view name)
{
    return std::string(name.substr(date_of_name(name).size()));
}

std::string slug_of(const std::string& given, std::string_view name)
{
    return given.empty() ? slug_of_name(name) : given;
}

bool is_safe_component(std::string_view name)
{
    if (name.empty() || name.size() > kComponentBytes) return false;
    if (name.front() == '.' || name.front() == '-') return false;
    if (name.find('/') != std::string_view::npos) return false;
    return visible(name) == name;
}

} // namespace ctask
