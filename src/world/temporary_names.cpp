// The names of files on their way into place.
#include "world/temporary_names.hpp"

namespace ctask {

namespace {

constexpr std::string_view kMark = ".tmp.";
constexpr std::string_view kDigits = "0123456789";

bool is_number(std::string_view text)
{
    return !text.empty() && text.find_first_not_of(kDigits) == text.npos;
}

} // namespace

std::string temporary_prefix(std::string_view leaf)
{
    // Leaves room for the rest within the 255 bytes of a name.
    constexpr std::size_t kLongest = 200;
    return "." + std::string(leaf.substr(0, kLongest)) + std::string(kMark);
}

bool is_temporary_name(std::string_view name, std::string_view leaf)
{
    if (!name.starts_with('.')) return false;
    const std::size_t mark = name.rfind(kMark);
    if (mark == name.npos || mark < 2) return false;
    const std::string_view numbers = name.substr(mark + kMark.size());
    const std::size_t dot = numbers.find('.');
    if (dot == numbers.npos || !is_number(numbers.substr(0, dot)) || !is_number(numbers.substr(dot + 1)))
        return false;
    return leaf.empty() || name.substr(0, mark + kMark.size()) == temporary_prefix(leaf);
}

} // namespace ctask
