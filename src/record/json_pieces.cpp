// One pass over the bytes that knows strings and how deep it is, and nothing else of JSON.
#include "record/json_pieces.hpp"

#include <algorithm>
#include <utility>

namespace ctask {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
/// How deep an element of the array lies: in the object and in the array.
constexpr std::size_t kElementDepth = 2;

/// Of the bytes outside of strings, those that say where one is.
constexpr bool matters(char byte)
{
    return byte == '"' || byte == ',' || byte == '[' || byte == ']' || byte == '{' || byte == '}';
}

std::string_view without_blanks_behind(std::string_view text)
{
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

} // namespace

JsonPieces::JsonPieces(std::string_view key, std::size_t least, Take take)
    : key_('"' + std::string(key) + '"'), least_(least), take_(std::move(take))
{
}

bool JsonPieces::add(std::string_view part)
{
    kept_ = 0;
    for (std::size_t at = 0; at < part.size();) {
        if (in_string_) {
            at = skip_string(part, at);
            continue;
        }
        while (at < part.size() && !matters(part[at])) ++at;
        if (at < part.size() && !see(part, at++)) return false;
    }
    keep(part, part.size());
    return true;
}

void JsonPieces::finish()
{
    if (array_ == Array::here) rest_.append(list_, 1);
}

std::size_t JsonPieces::place_in_text(std::size_t place_in_rest) const
{
    return place_in_rest < inside_ ? place_in_rest : place_in_rest + cut_length_;
}

/// `at` is inside a string; the place behind its closing quote, or the end of the part.
std::size_t JsonPieces::skip_string(std::string_view part, std::size_t at)
{
    for (;;) {
        const std::size_t end = std::min(part.find('"', at), part.size());
        std::size_t unescaped = end;
        while (unescaped > at && part[unescaped - 1] == '\\') --unescaped;
        // Of the slashes before it every other one is escaped itself, the first one perhaps by the part
        // before.
        const bool begins_escaped = unescaped == at && escaped_;
        const bool escaped = ((end - unescaped) % 2 == 1) != begins_escaped;
        escaped_ = escaped && end == part.size();
        if (end == part.size()) return end;
        at = end + 1;
        if (escaped) continue;
        in_string_ = false;
        return at;
    }
}

/// What a byte outside of strings means. False when `take` has ended the cutting.
bool JsonPieces::see(std::string_view part, std::size_t at)
{
    switch (part[at]) {
    case '"':
        in_string_ = true;
        return true;
    case '[':
    case '{':
        open(part, at);
        return true;
    case ']':
    case '}':
        return close(part, at);
    case ',': {
        const bool is_between = array_ == Array::here && depth_ == kElementDepth;
        if (!is_between || list_.size() + at - kept_ < least_) return true;
        keep(part, at);
        kept_ = at + 1;
        return hand_over(1);
    }
    default:
        return true;
    }
}

void JsonPieces::open(std::string_view part, std::size_t at)
{
    ++depth_;
    if (array_ != Array::ahead || depth_ != kElementDepth || part[at] != '[') return;
    keep(part, at);
    if (!rest_ends_in_key()) return;
    keep(part, at + 1);
    array_ = Array::here;
    inside_ = rest_.size();
    list_ = "[";
}

bool JsonPieces::close(std::string_view part, std::size_t at)
{
    const bool ends_array = array_ == Array::here && depth_ == kElementDepth;
    if (depth_ > 0) --depth_;
    if (!ends_array) return true;
    keep(part, at);
    array_ = Array::behind;
    if (is_cut()) return hand_over(0);
    rest_.append(list_, 1);
    return true;
}

/// What of the part lies before `end` and is not kept yet.
void JsonPieces::keep(std::string_view part, std::size_t end)
{
    (array_ == Array::here ? list_ : rest_).append(part.substr(kept_, end - kept_));
    kept_ = end;
}

bool JsonPieces::rest_ends_in_key() const
{
    std::string_view text = without_blanks_behind(rest_);
    if (!text.ends_with(':')) return false;
    text.remove_suffix(1);
    text = without_blanks_behind(text);
    if (!text.ends_with(key_)) return false;
    text.remove_suffix(key_.size());
    // Otherwise its first quote belongs to a longer key.
    return !text.ends_with('\\');
}

/// `comma`: how many commas follow the list.
bool JsonPieces::hand_over(std::size_t comma)
{
    const std::size_t place = inside_ - 1 + cut_length_;
    cut_length_ += list_.size() - 1 + comma;
    list_ += ']';
    const bool goes_on = take_(list_, place);
    list_ = "[";
    return goes_on;
}

} // namespace ctask
