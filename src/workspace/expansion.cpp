// Expansion of `~` and variables.
#include "workspace/expansion.hpp"

#include "base/error.hpp"

#include <cctype>

namespace ctask {
namespace {

bool is_name_character(char character)
{
    return std::isalnum(static_cast<unsigned char>(character)) || character == '_';
}

/// The name of the variable that the `$` at `at` introduces, advancing `at` behind it; empty (and `at` as it
/// was) when it introduces none.
std::string take_variable_name(const std::string& value, std::size_t& at)
{
    bool braced = at + 1 < value.size() && value[at + 1] == '{';
    std::size_t start = at + (braced ? 2 : 1);
    std::size_t end = start;
    while (end < value.size() && is_name_character(value[end])) ++end;
    bool closed = !braced || (end < value.size() && value[end] == '}');
    if (end == start || !closed || std::isdigit(static_cast<unsigned char>(value[start]))) return {};
    at = braced ? end + 1 : end;
    return value.substr(start, end - start);
}

} // namespace

std::string expanded(const std::string& value, const std::string& source, const Environment& environment)
{
    const std::string place = " in \"" + value + "\" (" + source + "): ";
    std::string result;
    std::size_t at = 0;
    if (value == "~" || value.starts_with("~/")) {
        result = environment.home();
        if (result.empty())
            throw Failure("cannot expand ~" + place + "HOME is not set",
                          "set HOME, or give an absolute path");
        at = 1;
    }
    while (at < value.size()) {
        if (value.compare(at, 2, "$$") == 0) {
            result += '$';
            at += 2;
            continue;
        }
        std::string name = value[at] == '$' ? take_variable_name(value, at) : std::string();
        if (name.empty()) {
            result += value[at++];
            continue;
        }
        std::optional<std::string> content = environment.get(name);
        if (!content)
            throw Failure("cannot expand $" + name + place + name + " is not set",
                          "set it, or write $$ where a dollar sign is meant");
        result += *content;
    }
    return result;
}

} // namespace ctask
