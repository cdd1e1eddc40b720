// One pass over the bytes that knows strings and how deep it is, and nothing else of JSON.
#include "record/json_pieces.hpp"

#include <algorithm>

namespace ctask {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// `at` is at the quote that begins a string; the place behind the one that ends it, or the end of all.
std::size_t end_of_string(std::string_view json, std::size_t at)
{
    for (std::size_t quote = json.find('"', at + 1); quote != json.npos; quote = json.find('"', quote + 1)) {
        const std::size_t before = json.find_last_not_of('\\', quote - 1);
        const std::size_t backslashes = quote - 1 - before;
        if (backslashes % 2 == 0) return quote + 1;
    }
    return json.size();
}

std::size_t skip_blanks(std::string_view json, std::size_t at)
{
    return std::min(json.find_first_not_of(kBlanks, at), json.size());
}

/// From the beginning of a value or from within it: the first comma or closing bracket that is not inside of
/// it, at `least` or behind.
std::size_t end_of_values(std::string_view json, std::size_t at, std::size_t least)
{
    std::size_t depth = 0;
    while (at < json.size()) {
        const char character = json[at];
        if (character == '"') {
            at = end_of_string(json, at);
            continue;
        }
        const bool closes = character == ']' || character == '}';
        if (depth == 0 && (closes || (character == ',' && at >= least))) return at;
        if (character == '[' || character == '{') ++depth;
        if (closes) --depth;
        ++at;
    }
    return json.size();
}

} // namespace

std::optional<ArrayInside> find_array(std::string_view json, std::string_view key)
{
    std::size_t at = skip_blanks(json, 0);
    if (at == json.size() || json[at] != '{') return std::nullopt;
    while (at < json.size()) {
        at = skip_blanks(json, at + 1);
        if (at == json.size() || json[at] != '"') return std::nullopt;
        const std::size_t key_end = end_of_string(json, at);
        const std::string_view quoted = json.substr(at, key_end - at);
        at = skip_blanks(json, key_end);
        if (at == json.size() || json[at] != ':') return std::nullopt;
        at = skip_blanks(json, at + 1);
        const bool is_it =
            quoted.size() == key.size() + 2 && quoted.substr(1, key.size()) == key && quoted.back() == '"';
        if (is_it && at < json.size() && json[at] != '[') return std::nullopt;
        if (is_it) {
            const std::size_t begin = at + 1;
            const std::size_t end = end_of_values(json, begin, json.size());
            if (end >= json.size() || json[end] != ']') return std::nullopt;
            return ArrayInside{begin, end};
        }
        at = end_of_values(json, at, 0);
        if (at == json.size() || json[at] != ',') return std::nullopt;
    }
    return std::nullopt;
}

std::size_t end_of_piece(std::string_view inside, std::size_t least)
{
    return end_of_values(inside, 0, least);
}

} // namespace ctask
