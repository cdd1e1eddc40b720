// The settings: where each value comes from.
#include "workspace/settings.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "record/seat.hpp"
#include "workspace/expansion.hpp"
#include "workspace/layout.hpp"
#include "workspace/paths.hpp"
#include "workspace/task_reading.hpp"

#include <algorithm>

namespace ctask {
namespace {

constexpr const char* kDefaultRoot = "~/ai-workspaces";
constexpr const char* kDefaultAgent = "claude";

/// Where configuration lies by the XDG rules, which have a relative path ignored; empty when nobody knows.
std::string config_home(const Environment& environment)
{
    const std::string named = environment.get_or("XDG_CONFIG_HOME", "");
    if (named.starts_with('/')) return named;
    const std::string home = environment.home();
    return home.starts_with('/') ? home + "/.config" : "";
}

ConfigFile read_config(const Files& files, Settings& settings)
{
    if (settings.config_path.empty()) return {};
    const FileContent content = files.read(settings.config_path, kConfigFileLimit);
    if (content.absent()) return {};
    const std::string name = visible(settings.config_path);
    if (!content.present()) {
        const std::string problem = content.error == 0
                                        ? " " + content.problem
                                        : ": " + std::generic_category().message(content.error);
        throw Failure("cannot read the config file: " + name + problem,
                      hint_for_unread(content, settings.config_path));
    }
    settings.config_was_read = true;
    try {
        return parse_config_file(content.bytes, name);
    } catch (const Failure& failure) {
        throw Failure(failure.what(), "mend it with an editor; its keys are described in ctask(1)");
    }
}

/// One setting from the first of its places that has it. An empty variable is as good as none.
class Sources {
  public:
    explicit Sources(const Environment& environment) : environment_(environment) {}

    /// As the user's shell had it before the session that we run in, if we run in one. There CTASK_ROOT is
    /// the root that the session's workspace was found under, which need not be the one to search; one that
    /// the workspace does not lie in was given by hand since, and counts.
    Setting find_root(const std::optional<ConfigValue>& configured) const
    {
        const std::string outer = environment_.get_or("CTASK_OUTER_ROOT", "");
        const std::string found_under = environment_.get_or("CTASK_ROOT", "");
        const std::string workspace = environment_.get_or("CTASK_WORKSPACE", "");
        if (outer.starts_with('/') && !found_under.empty() && !path_below(workspace, found_under).empty())
            return {outer, "CTASK_OUTER_ROOT"};
        return find_directory("root", "CTASK_ROOT", configured, kDefaultRoot);
    }

    Setting find(const std::string& variable, const std::optional<ConfigValue>& configured,
                 const std::string& otherwise) const
    {
        Setting setting{otherwise, "default"};
        if (configured) setting = {configured->text, layout::kConfigFile, configured->line};
        const std::string value = environment_.get_or(variable, "");
        if (!value.empty()) setting = {value, variable};
        setting.value = expanded(setting.value, setting.full_source(), environment_);
        return setting;
    }

    /// `what` for people: "root".
    Setting find_directory(const std::string& what, const std::string& variable,
                           const std::optional<ConfigValue>& configured, const std::string& otherwise) const
    {
        Setting setting = find(variable, configured, otherwise);
        std::string& path = setting.value;
        while (path.size() > 1 && path.ends_with('/')) path.pop_back();
        const bool unset = path.empty() && setting.source == "default";
        if (!unset && !path.starts_with('/'))
            throw Failure("the " + what + " \"" + path + "\" (" + setting.full_source() +
                              ") is not an absolute path",
                          "one that starts with / or ~ is");
        return setting;
    }

  private:
    const Environment& environment_;
};

/// `line` is 0 for a list that is not in the config file.
Setting source_of_list(std::size_t line)
{
    return {"", line == 0 ? "default" : layout::kConfigFile, line};
}

Setting checked_mode(Setting mode)
{
    if (mode.value != kDirect && mode.value != kPersistent)
        throw Failure("expected direct or persistent for the session mode (" + mode.full_source() +
                          "), found " + visible(mode.value),
                      "set it to one of these, or unset it");
    return mode;
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

Settings resolve_settings(Files& files, const Environment& environment, ConfigUse use)
{
    Settings settings;
    const std::string home = config_home(environment);
    const std::string own = home.empty() ? "" : home + "/" + layout::kConfigDirectory + "/";
    settings.config_path = own.empty() ? "" : own + layout::kConfigFile;
    const ConfigFile config = use == ConfigUse::read ? read_config(files, settings) : ConfigFile();

    const Sources sources(environment);
    settings.root = sources.find_root(config.root);
    settings.project_root =
        sources.find_directory("project root", "CTASK_PROJECT_ROOT", config.project_root, "");
    settings.seed_dir = sources.find_directory("seed directory", "CTASK_SEED_DIR", config.seed_dir, "");
    if (settings.seed_dir.value.empty() && !own.empty()) settings.seed_dir.value = own + layout::kSeed;
    settings.seed_project_dir = sources.find_directory("seed directory of projects", "CTASK_SEED_PROJECT_DIR",
                                                       config.seed_project_dir, "");
    settings.agent = sources.find("CTASK_AGENT", config.default_agent, kDefaultAgent);
    settings.session_mode = checked_mode(sources.find("CTASK_SESSION_MODE", config.session_mode, kDirect));
    settings.agents = agent_profiles(config.agents);
    settings.ignore = config.ignore;
    settings.ignore_source = source_of_list(config.ignore_line);
    settings.notify_source = source_of_list(config.notify_line);
    for (const std::string& word : config.notify)
        settings.notify.push_back(expanded(word, settings.notify_source.full_source(), environment));
    settings.warnings = config.warnings;
    return settings;
}

} // namespace ctask
