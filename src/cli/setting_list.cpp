// Each setting by its key in config.yaml, in the order of ctask config.
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

void write_list(JsonWriter& json, const std::string& key, const std::vector<std::string>& texts,
                const Setting& origin)
{
    json.key(key).begin_object();
    json.key("value").value(texts);
    write_source_members(json, origin);
    json.end_object();
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

std::string listed(const std::vector<std::string>& texts)
{
    std::vector<std::string> quoted;
    for (const std::string& text : texts) quoted.push_back(shell_quoted(text));
    return join(quoted, " ");
}

void write_list_settings(JsonWriter& json, const Settings& settings)
{
    write_list(json, "ignore", settings.ignore, settings.ignore_source);
    write_list(json, "notify", settings.notify, settings.notify_source);
}

} // namespace ctask
