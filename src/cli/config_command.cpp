// ctask config: every setting, and where it comes from.
#include "base/text.hpp"
#include "cli/inspect_commands.hpp"
#include "cli/json_members.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "report/table.hpp"

#include <utility>

namespace ctask {

namespace {

using NamedSettings = std::vector<std::pair<std::string, Setting>>;

/// As cli/colour has it.
Setting colour_setting(const Environment& environment)
{
    if (!environment.get_or("NO_COLOR", "").empty()) return {"never", "NO_COLOR"};
    if (environment.get_or("CLICOLOR_FORCE", "0") != "0") return {"always", "CLICOLOR_FORCE"};
    return {"auto", "default"};
}

/// By the keys of config.yaml, but for those that are lists.
NamedSettings named_settings(const Settings& settings, const Environment& environment)
{
    return {{"root", settings.root},
            {"project_root", settings.project_root},
            {"seed_dir", settings.seed_dir},
            {"seed_project_dir", settings.seed_project_dir},
            {"default_agent", settings.agent},
            {"session_mode", settings.session_mode},
            {"colour", colour_setting(environment)}};
}

std::string text_of(const Settings& settings, const NamedSettings& named, const Environment& environment,
                    const Streams& streams)
{
    const auto shown = [&](const std::string& value) {
        return value.empty() ? "-" : with_tilde(value, environment.home());
    };
    Table table({"SETTING", "VALUE", "SOURCE"});
    table.add(
        {{"config file"}, {shown(settings.config_path)}, {settings.config_was_read ? "read" : "not there"}});
    for (const auto& [key, setting] : named) table.add({{key}, {shown(setting.value)}, {setting.whence()}});
    table.add({{"ignore"}, {shown(join(settings.ignore, " "))}, {settings.ignore_origin.whence()}});
    return table.text(streams.out_columns, streams.colour_out);
}

void write_ignore(JsonWriter& json, const Settings& settings)
{
    json.key("ignore").begin_object();
    json.key("value").value(settings.ignore);
    write_source_members(json, settings.ignore_origin);
    json.end_object();
}

std::string json_of(const Settings& settings, const NamedSettings& named)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_object();
    json.key("config_file").begin_object();
    write_text_or_null(json, "path", settings.config_path);
    json.key("read").value(settings.config_was_read);
    json.end_object();
    json.key("settings").begin_object();
    for (const auto& [key, setting] : named) write_setting(json, key, setting);
    write_ignore(json, settings);
    json.end_object();
    json.key("warnings").value(settings.warnings);
    json.end_object();
    json.finish();
    return std::move(sink.text);
}

} // namespace

int run_config(World& world, Streams& streams, const CommandLine& line)
{
    const Settings settings = read_settings(world, streams);
    const NamedSettings named = named_settings(settings, world.environment);
    print(streams,
          line.has("json") ? json_of(settings, named) : text_of(settings, named, world.environment, streams));
    return 0;
}

} // namespace ctask
