// The settings: where each value comes from, and what `~` and `$VAR` in it stand for.
#include "workspace/settings.hpp"

#include "base/error.hpp"
#include "workspace/layout.hpp"

#include <algorithm>
#include <cctype>

namespace ctask {
namespace {

constexpr const char* kDefaultRoot = "~/ai-workspaces";
constexpr const char* kDefaultAgent = "claude";

bool is_name_character(char character)
{
    return std::isalnum(static_cast<unsigned char>(character)) || character == '_';
}

std::string home_for(const Setting& setting, const Environment& environment)
{
    std::string home = environment.home();
    if (!home.empty()) return home;
    throw Failure("cannot expand ~ in \"" + setting.value + "\" (" + setting.source + "): HOME is not set",
                  "set HOME, or CTASK_ROOT to an absolute path");
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

/// A variable that is not set is an error: what is left of a path without it would be another directory.
Setting expanded(const Setting& setting, const Environment& environment)
{
    const std::string& value = setting.value;
    std::string result;
    std::size_t at = 0;
    if (value == "~" || value.starts_with("~/")) {
        result = home_for(setting, environment);
        at = 1;
    }
    while (at < value.size()) {
        std::string name = value[at] == '$' ? take_variable_name(value, at) : std::string();
        if (name.empty()) {
            result += value[at++];
            continue;
        }
        std::optional<std::string> content = environment.get(name);
        if (!content)
            throw Failure("cannot expand $" + name + " in \"" + value + "\" (" + setting.source +
                          "): " + name + " is not set");
        result += *content;
    }
    return {result, setting.source};
}

Setting from_environment(const Environment& environment, const std::string& variable,
                         const std::string& fallback)
{
    std::string value = environment.get_or(variable, "");
    return value.empty() ? expanded({fallback, "default"}, environment)
                         : expanded({value, variable}, environment);
}

Setting checked_root(Setting root)
{
    while (root.value.size() > 1 && root.value.ends_with('/')) root.value.pop_back();
    if (!root.value.starts_with('/'))
        throw Failure("the root \"" + root.value + "\" (" + root.source + ") is not an absolute path");
    return root;
}

} // namespace

std::vector<std::string> Settings::search_roots() const
{
    std::vector<std::string> roots;
    for (const std::string& candidate :
         {root.value, root.value + "/" + layout::kProjects, project_root.value}) {
        bool known = std::find(roots.begin(), roots.end(), candidate) != roots.end();
        if (!candidate.empty() && !known) roots.push_back(candidate);
    }
    return roots;
}

Settings resolve_settings(Files&, const Environment& environment)
{
    Settings settings;
    settings.root = checked_root(from_environment(environment, "CTASK_ROOT", kDefaultRoot));
    settings.project_root = from_environment(environment, "CTASK_PROJECT_ROOT", "");
    if (!settings.project_root.value.empty()) settings.project_root = checked_root(settings.project_root);
    settings.agent = from_environment(environment, "CTASK_AGENT", kDefaultAgent);
    return settings;
}

} // namespace ctask
