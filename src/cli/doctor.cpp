// ctask doctor: runs every check and tells what came of it.
#include "cli/doctor.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/inspect_commands.hpp"
#include "cli/print.hpp"
#include "workspace/seeds.hpp"

#include <algorithm>
#include <functional>
#include <optional>
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

/// Taken up as a project's would be, which have all of them.
std::vector<Check> check_seeds(World& world, const Settings& settings)
{
    const Seeds seeds(world.files, settings, true);
    const std::string home = world.environment.home();
    std::vector<std::string> found;
    for (const std::string& path : seeds.directories()) found.push_back(with_tilde(path, home));
    std::string text = join(found, ", ");
    if (text.empty()) text = "none; " + with_tilde(settings.seed_dir.value, home) + " would be used";
    return {{Level::info, "seeds", text, ""}};
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
    if (settings) {
        attempt(checks, "root", [&] { return check_roots(world, *settings); });
        attempt(checks, "seeds", [&] { return check_seeds(world, *settings); });
        attempt(checks, "agent", [&] { return check_agents(world, *settings); });
    }
    attempt(checks, "tools", [&] { return check_tools(world); });
    attempt(checks, "completion", [&] { return check_installation(world); });
    if (settings)
        attempt(checks, "workspaces",
                [&] { return check_workspaces(world, streams, *settings, line.has("fix")); });

    print(streams, line.has("json") ? doctor_json(checks)
                                    : doctor_text(checks, streams.out_columns, streams.colour_out));
    const auto failed = [](const Check& check) { return check.level == Level::fail; };
    return std::any_of(checks.begin(), checks.end(), failed) ? kFailed : 0;
}

} // namespace ctask
