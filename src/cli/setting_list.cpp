// The settings, named.
#include "cli/setting_list.hpp"

#include "base/text.hpp"
#include "cli/json_members.hpp"

namespace ctask {

namespace {

/// As cli/colour has it.
Setting colour_setting(const Environment& environment)
{
    if (!environment.get_or("NO_COLOR", "").empty()) return {"never", "NO_COLOR"};
    if (environment.get_or("CLICOLOR_FORCE", "0") != "0") return {"always", "CLICOLOR_FORCE"};
    return {"auto", "default"};
}

} // namespace

NamedSettings named_settings(const Settings& settings, const Environment& environment)
{
    return {{"root", settings.root},
            {"project_root", settings.project_root},
            {"seed_dir", settings.seed_dir},
            {"seed_project_dir", settings.seed_project_dir},
            {"default_agent", settings.agent},
            {"session_mode", settings.session_mode},
            {kColour, colour_setting(environment)}};
}

std::string ignored_patterns(const Settings& settings)
{
    std::vector<std::string> patterns;
    for (const std::string& pattern : settings.ignore) patterns.push_back(shell_quoted(pattern));
    return join(patterns, " ");
}

void write_ignore(JsonWriter& json, const Settings& settings)
{
    json.key("ignore").begin_object();
    json.key("value").value(settings.ignore);
    write_source_members(json, settings.ignore_origin);
    json.end_object();
}

} // namespace ctask
