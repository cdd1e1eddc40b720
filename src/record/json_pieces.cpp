// One pass over the bytes that knows strings and how deep it is, and nothing else of JSON. Where elements
// stand on lines of their own, as ctask writes them, it is enough to guess where one ends: what parses as a
// list was cut between two elements, since one bracket too many or too few would show.
#include "record/json_pieces.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ctask {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
/// How deep an element of the array lies: in the object and in the array.
constexpr std::size_t kElementDepth = 2;

/// Of the bytes outside of strings, those that say where one is.
constexpr auto kMatters = [] {
    std::array<bool, 256> matters{};
    for (const char byte : {'"', ',', '[', ']', '{', '}'}) matters[static_cast<unsigned char>(byte)] = true;
    return matters;
}();

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
    if (is_short_) {
        is_short_ = rest_.size() + part.size() < least_;
        if (is_short_) {
            rest_ += part;
            return true;
        }
        const std::string before = std::exchange(rest_, std::string());
        if (!cut(before)) return false;
    }
    return cut(part);
}

bool JsonPieces::cut(std::string_view part)
{
    kept_ = 0;
    for (std::size_t at = 0; at < part.size();) {
        if (array_ == Array::here && guesses_) return guess(part.substr(at));
        if (in_string_) {
            at = skip_string(part, at);
            continue;
        }
        while (at < part.size() && !kMatters[static_cast<unsigned char>(part[at])]) ++at;
        if (at < part.size() && !see(part, at++)) return false;
    }
    keep(part, part.size());
    return true;
}

bool JsonPieces::guess(std::string_view part)
{
    constexpr std::string_view kEndOfElement = "},\n";
    list_ += part;
    if (list_.size() < least_) return true;
    const std::size_t end = list_.rfind(kEndOfElement);
    const bool is_long = end != std::string::npos && end >= least_ / 2;
    if (!is_long && list_.size() < 2 * least_) return true;
    if (is_long) {
        const std::string behind = list_.substr(end + 2);
        list_.resize(end + 1);
        if (hand_over(1, Cut::guessed)) {
            list_ += behind;
            return true;
        }
        list_.append(",").append(behind);
    }
    return look_again();
}

/// Cuts what was only guessed at, and what comes behind it, by looking.
bool JsonPieces::look_again()
{
    guesses_ = false;
    const std::string text = std::exchange(list_, "[");
    return cut(std::string_view(text).substr(1));
}

bool JsonPieces::finish()
{
    if (array_ == Array::here && guesses_ && !look_again()) return false;
    if (array_ == Array::here) rest_.append(list_, 1);
    return true;
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
        return hand_over(1, Cut::surely);
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
    if (is_cut()) return hand_over(0, Cut::surely);
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

/// `comma`: how many commas follow the list. What was guessed wrongly is left in it.
bool JsonPieces::hand_over(std::size_t comma, Cut cut)
{
    const std::size_t length = list_.size();
    list_ += ']';
    const bool is_list = take_(list_, inside_ - 1 + cut_length_, cut);
    list_.resize(is_list ? 1 : length);
    if (is_list) cut_length_ += length - 1 + comma;
    return is_list;
}

} // namespace ctask
