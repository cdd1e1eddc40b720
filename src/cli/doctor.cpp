// ctask doctor: runs every check and tells what came of it.
#include "cli/doctor.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/print.hpp"
#include "session/exit_status.hpp"
#include "workspace/seeds.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <system_error>
#include <utility>

namespace ctask {

namespace {

using Level = Check::Level;

void add(std::vector<Check>& checks, std::vector<Check> more)
{
    checks.insert(checks.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// What cannot be checked is a failure of its own, and keeps nothing else from being checked.
void attempt(std::vector<Check>& checks, const std::string& subject,
             const std::function<std::vector<Check>()>& check)
{
    try {
        add(checks, check());
    } catch (const Failure& failure) {
        checks.push_back({Level::fail, subject, failure.what(), join(split_lines(failure.hint()), "; ")});
    } catch (const std::exception& failure) {
        checks.push_back({Level::fail, subject, failure.what(), ""});
    }
}

std::vector<Check> check_settings(const Settings& settings, const std::string& home)
{
    const std::string path = with_tilde(settings.config_path, home);
    const std::string absent = path.empty() ? "none" : "none; " + path + " would be read";
    std::vector<Check> checks = {{Level::info, "config", settings.config_was_read ? path : absent, ""}};
    for (const std::string& warning : settings.warnings)
        checks.push_back({Level::warn, "settings", warning, ""});
    return checks;
}

/// With a config file that is no good, the rest is looked at as if there were none.
std::optional<Settings> settings_without_config(World& world, std::vector<Check>& checks)
{
    try {
        Settings settings = resolve_settings(world.files, world.environment, ConfigUse::passed_over);
        checks.push_back({Level::info, "settings", "what follows holds without the config file", ""});
        return settings;
    } catch (const Failure&) {
        // A variable is no good; that was told.
        return std::nullopt;
    }
}

/// A directory that somebody has named, and that is not there.
void add_missing_seed(std::vector<Check>& checks, World& world, const Setting& setting)
{
    if (setting.value.empty() || setting.source == "default") return;
    try {
        world.files.open_directory(setting.value);
    } catch (const std::system_error& failure) {
        if (failure.code() == std::errc::no_such_file_or_directory)
            checks.push_back({Level::warn, "seeds",
                              with_tilde(setting.value, world.environment.home()) + " does not exist (" +
                                  setting.full_source() + ")",
                              "make it, or take the setting out"});
    }
}

/// A root that cannot be looked through was told of with the roots.
void add_workspaces(std::vector<Check>& checks, World& world, Streams& streams, const Settings& settings,
                    bool mend)
{
    std::vector<Check> found;
    attempt(found, "workspaces", [&] { return check_workspaces(world, streams, settings, mend); });
    const auto is_about_root = [](const Check& check) {
        return check.level == Level::fail && check.subject.ends_with("root");
    };
    const bool told = std::any_of(checks.begin(), checks.end(), is_about_root);
    if (!told || found.front().level != Level::fail) add(checks, std::move(found));
}

/// Taken up as a project's would be, which have all of them.
std::vector<Check> check_seeds(World& world, const Settings& settings)
{
    const Seeds seeds(world.files, settings, true);
    const std::string home = world.environment.home();
    std::vector<std::string> found;
    for (const std::string& path : seeds.directories()) found.push_back(with_tilde(path, home));
    std::string text = join(found, ", ");
    if (text.empty()) text = "none; " + with_tilde(settings.seed_dir.value, home) + " would be used";
    std::vector<Check> checks = {{Level::info, "seeds", text, ""}};
    add_missing_seed(checks, world, settings.seed_dir);
    add_missing_seed(checks, world, settings.seed_project_dir);
    if (checks.size() > 1 && found.empty()) checks.erase(checks.begin());
    return checks;
}

} // namespace

int run_doctor(World& world, Streams& streams, const CommandLine& line)
{
    std::vector<Check> checks;
    std::optional<Settings> settings;
    attempt(checks, "settings", [&] {
        settings = resolve_settings(world.files, world.environment);
        return check_settings(*settings, world.environment.home());
    });
    if (!settings) settings = settings_without_config(world, checks);
    if (settings) {
        attempt(checks, "root", [&] { return check_roots(world, *settings); });
        attempt(checks, "seeds", [&] { return check_seeds(world, *settings); });
        attempt(checks, "agent", [&] { return check_agents(world, *settings); });
        attempt(checks, "notify", [&] { return check_notification(world, *settings); });
    }
    attempt(checks, "tools", [&] { return check_tools(world); });
    attempt(checks, "completion", [&] { return check_installation(world); });
    if (settings) {
        add_workspaces(checks, world, streams, *settings, line.has("fix"));
        attempt(checks, "trash", [&] { return check_trash(world, *settings); });
    }

    print(streams, line.has("json") ? doctor_json(checks)
                                    : doctor_text(checks, streams.out_columns, streams.colour_out));
    const auto failed = [](const Check& check) { return check.level == Level::fail; };
    return std::any_of(checks.begin(), checks.end(), failed) ? kFailed : 0;
}

} // namespace ctask
