// The first few of many names.
#include "report/name_list.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace ctask {
namespace {

constexpr std::size_t kNames = 3;

std::string first_names(const std::vector<std::string>& names, std::size_t count)
{
    std::string list;
    for (std::size_t index = 0; index < count; ++index) list += (index ? "  " : "") + visible(names[index]);
    if (count < names.size()) list += "  and " + std::to_string(names.size() - count) + " more";
    return list;
}

} // namespace

std::string name_list(const std::vector<std::string>& names, std::size_t columns)
{
    std::size_t count = std::min(names.size(), kNames);
    std::string list = first_names(names, count);
    while (count > 1 && columns > 0 && display_width(list) > columns) list = first_names(names, --count);
    return list;
}

} // namespace ctask
