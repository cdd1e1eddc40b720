// ctask config: every setting, and where it comes from.
#include "base/text.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/json_members.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "cli/setting_list.hpp"
#include "report/table.hpp"

namespace ctask {

namespace {

/// Of what no key in the file sets it is said what does.
std::string source_of(const std::string& key, const Setting& setting)
{
    if (key != kColour || setting.source != "default") return setting.full_source();
    return "default; only NO_COLOR and CLICOLOR_FORCE set it";
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
    for (const auto& [key, setting] : named)
        table.add({{key}, {shown(setting.value)}, {source_of(key, setting)}});
    table.add({{"ignore"}, {shown(listed(settings.ignore))}, {settings.ignore_source.full_source()}});
    table.add({{"notify"}, {shown(listed(settings.notify))}, {settings.notify_source.full_source()}});
    return table.text(streams.out_columns, streams.colour_out);
}

std::string json_of(const Settings& settings, const NamedSettings& named)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_object();
    json.key("config_file").begin_object();
    write_or_null(json, "path", settings.config_path);
    json.key("read").value(settings.config_was_read);
    json.end_object();
    json.key("settings").begin_object();
    for (const auto& [key, setting] : named) write_setting(json, key, setting);
    write_list_settings(json, settings);
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
