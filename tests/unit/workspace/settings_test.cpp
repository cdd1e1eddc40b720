// Settings: precedence, expansion, and the roots that are searched.
#include "workspace/settings.hpp"

#include "base/error.hpp"
#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"

#include <sys/stat.h>

namespace ctask {
namespace {

Environment environment(std::vector<std::string> entries)
{
    Environment made;
    made.entries = std::move(entries);
    made.working_directory = "/somewhere";
    return made;
}

Settings settings_in(const Environment& given)
{
    FakeWorld world;
    return resolve_settings(world.files, given);
}

TEST_CASE("each setting comes from the environment or else from the default, and says so")
{
    Settings defaults = settings_in(environment({"HOME=/home/me"}));
    CHECK(defaults.root.value == "/home/me/ai-workspaces");
    CHECK(defaults.root.source == "default");
    CHECK(defaults.project_root.value.empty());
    CHECK(defaults.agent.value == "claude");
    CHECK(defaults.agent.source == "default");

    Settings set = settings_in(
        environment({"CTASK_ROOT=/w", "CTASK_PROJECT_ROOT=/p", "CTASK_AGENT=codex", "HOME=/home/me"}));
    CHECK(set.root.value == "/w");
    CHECK(set.root.source == "CTASK_ROOT");
    CHECK(set.project_root.value == "/p");
    CHECK(set.project_root.source == "CTASK_PROJECT_ROOT");
    CHECK(set.agent.value == "codex");
    CHECK(set.agent.source == "CTASK_AGENT");
}

TEST_CASE("an empty variable is as good as none")
{
    Settings settings = settings_in(environment({"HOME=/h", "CTASK_ROOT=", "CTASK_AGENT="}));
    CHECK(settings.root.value == "/h/ai-workspaces");
    CHECK(settings.agent.source == "default");
}

TEST_CASE("home and variables are expanded in values")
{
    struct {
        const char* given;
        const char* root;
    } const table[] = {
        {"~", "/home/me"},
        {"~/w", "/home/me/w"},
        {"$HOME/w", "/home/me/w"},
        {"${HOME}/w", "/home/me/w"},
        {"/a/$NAME/b", "/a/x/b"},
        {"/a/${NAME}b", "/a/xb"},
        {"/a/$NAME$NAME", "/a/xx"},
        {"/a$", "/a$"},
        {"/a/$/b", "/a/$/b"},
        {"/a/$1", "/a/$1"},
        {"/a/${NAME", "/a/${NAME"},
        {"/a/${}", "/a/${}"},
        {"/a/~", "/a/~"},
        {"/a/$$NAME", "/a/$NAME"},
        {"/a/$$$NAME", "/a/$x"},
        {"/a/$$", "/a/$"},
        {"/w///", "/w"},
        {"/", "/"},
    };
    for (const auto& row : table) {
        CAPTURE(row.given);
        std::string entry = std::string("CTASK_ROOT=") + row.given;
        CHECK(settings_in(environment({"HOME=/home/me", "NAME=x", entry})).root.value == row.root);
    }
}

TEST_CASE("what an expansion brings is not expanded again")
{
    Settings settings = settings_in(environment({"HOME=/h", "A=$HOME", "CTASK_ROOT=/r/$A"}));
    CHECK(settings.root.value == "/r/$HOME");
}

TEST_CASE("a root that is relative or cannot be expanded is refused")
{
    for (const char* value : {"w", "./w", "../w", "~other/w", "$MISSING/w", "/w/${MISSING}"}) {
        CAPTURE(value);
        CHECK_THROWS_AS(settings_in(environment({"HOME=/h", std::string("CTASK_ROOT=") + value})), Failure);
        CHECK_THROWS_AS(settings_in(environment({"HOME=/h", std::string("CTASK_PROJECT_ROOT=") + value})),
                        Failure);
    }
}

TEST_CASE("the home directory is needed only where it is named")
{
    CHECK_THROWS_AS(settings_in(environment({})), Failure);
    CHECK_THROWS_AS(settings_in(environment({"CTASK_ROOT=~/w"})), Failure);
    CHECK(settings_in(environment({"CTASK_ROOT=/w"})).root.value == "/w");
}

TEST_CASE("in a session the root is the one outside of it, unless another was given by hand")
{
    const struct {
        const char* found_under;
        const char* outer;
        const char* workspace;
        const char* root;
        const char* source;
    } table[] = {
        {"/projects", "/w", "/projects/site", "/w", "CTASK_OUTER_ROOT"},
        {"/w", "/w", "/w/general/idea", "/w", "CTASK_OUTER_ROOT"},
        {"/", "/w", "/site", "/w", "CTASK_OUTER_ROOT"},
        {"/projects", "/w$HOME", "/projects/site", "/w$HOME", "CTASK_OUTER_ROOT"},
        {"/other", "/w", "/projects/site", "/other", "CTASK_ROOT"},
        {"/pro", "/w", "/projects/site", "/pro", "CTASK_ROOT"},
        {"", "/w", "/projects/site", "/home/me/ai-workspaces", "default"},
        {"/projects", "", "/projects/site", "/projects", "CTASK_ROOT"},
        {"/projects", "relative", "/projects/site", "/projects", "CTASK_ROOT"},
        {"/projects", "/w", "", "/projects", "CTASK_ROOT"},
    };
    for (const auto& row : table) {
        CAPTURE(row.found_under);
        CAPTURE(row.outer);
        const Settings settings = settings_in(environment(
            {"HOME=/home/me", std::string("CTASK_ROOT=") + row.found_under,
             std::string("CTASK_OUTER_ROOT=") + row.outer, std::string("CTASK_WORKSPACE=") + row.workspace}));
        CHECK(settings.root.value == row.root);
        CHECK(settings.root.source == row.source);
    }
}

TEST_CASE("the roots are searched in order and each once")
{
    using Roots = std::vector<std::string>;
    auto roots = [](const char* root, const char* projects) {
        return settings_in(environment({std::string("CTASK_ROOT=") + root,
                                        std::string("CTASK_PROJECT_ROOT=") + projects}))
            .search_roots();
    };
    CHECK(roots("/w", "") == Roots{"/w", "/w/projects"});
    CHECK(roots("/w", "/p") == Roots{"/w", "/w/projects", "/p"});
    CHECK(roots("/w", "/w") == Roots{"/w", "/w/projects"});
    CHECK(roots("/w/", "/w/projects/") == Roots{"/w", "/w/projects"});
}

/// A home with a config file in it.
class Home {
  public:
    explicit Home(const std::string& config) { write(config); }

    void write(const std::string& config) const { scratch.write_file(".config/ctask/config.yaml", config); }
    Settings settings(std::vector<std::string> entries = {}) const
    {
        entries.push_back("HOME=" + scratch.path());
        return settings_in(environment(std::move(entries)));
    }
    std::string problem(std::vector<std::string> entries = {}) const
    {
        try {
            settings(std::move(entries));
        } catch (const Failure& failure) {
            return failure.what();
        }
        return {};
    }

    ScratchDir scratch;
};

TEST_CASE("for each setting the environment goes before the config file, and that before the default")
{
    struct {
        const char* key;
        const char* variable;
        Setting Settings::*setting;
        const char* configured;
        const char* in_environment;
        const char* by_default;
    } const table[] = {
        {"root", "CTASK_ROOT", &Settings::root, "/c", "/e", "~/ai-workspaces"},
        {"project_root", "CTASK_PROJECT_ROOT", &Settings::project_root, "/c", "/e", ""},
        {"seed_dir", "CTASK_SEED_DIR", &Settings::seed_dir, "/c", "/e", "~/.config/ctask/seed"},
        {"seed_project_dir", "CTASK_SEED_PROJECT_DIR", &Settings::seed_project_dir, "/c", "/e", ""},
        {"default_agent", "CTASK_AGENT", &Settings::agent, "codex", "aider", "claude"},
        {"session_mode", "CTASK_SESSION_MODE", &Settings::session_mode, "persistent", "direct", "direct"},
    };
    for (const auto& row : table) {
        CAPTURE(row.key);
        const std::string variable = std::string(row.variable) + "=" + row.in_environment;
        const Home home("# settings\n" + std::string(row.key) + ": " + row.configured + "\n");

        const Setting from_environment = home.settings({variable}).*row.setting;
        CHECK(from_environment.value == row.in_environment);
        CHECK(from_environment.full_source() == row.variable);

        const Setting from_config = home.settings({std::string(row.variable) + "="}).*row.setting;
        CHECK(from_config.value == row.configured);
        CHECK(from_config.source == "config.yaml");
        CHECK(from_config.line == 2);
        CHECK(from_config.full_source() == "config.yaml:2");

        home.write("");
        std::string by_default = row.by_default;
        if (by_default.starts_with('~')) by_default.replace(0, 1, home.scratch.path());
        const Setting otherwise = home.settings().*row.setting;
        CHECK(otherwise.value == by_default);
        CHECK(otherwise.full_source() == "default");
    }
}

TEST_CASE("values of the config file are expanded, and an error names their line")
{
    const Home home("root: ~/w\nproject_root: ${HOME}/p\ndefault_agent: $MINE\n");
    const Settings settings = home.settings({"MINE=codex"});
    CHECK(settings.root.value == home.scratch.path("w"));
    CHECK(settings.project_root.value == home.scratch.path("p"));
    CHECK(settings.agent.value == "codex");
    CHECK(home.problem() == "cannot expand $MINE in \"$MINE\" (config.yaml:3): MINE is not set");
    CHECK(home.problem({"CTASK_AGENT=aider"}).empty());

    home.write("\nseed_dir: seeds\n");
    CHECK(home.problem() == "the seed directory \"seeds\" (config.yaml:2) is not an absolute path");
}

TEST_CASE("the config file lies where XDG_CONFIG_HOME says, unless that is relative")
{
    const Home home("root: /home-config\n");
    home.scratch.write_file("xdg/ctask/config.yaml", "root: /xdg\n");
    const Settings settings = home.settings({"XDG_CONFIG_HOME=" + home.scratch.path("xdg")});
    CHECK(settings.root.value == "/xdg");
    CHECK(settings.config_path == home.scratch.path("xdg/ctask/config.yaml"));
    CHECK(settings.config_was_read);
    CHECK(settings.seed_dir.value == home.scratch.path("xdg/ctask/seed"));
    CHECK(home.settings({"XDG_CONFIG_HOME=xdg"}).root.value == "/home-config");
    CHECK(home.settings({"XDG_CONFIG_HOME="}).root.value == "/home-config");

    const Settings nowhere = settings_in(environment({"CTASK_ROOT=/w"}));
    CHECK(nowhere.config_path.empty());
    CHECK_FALSE(nowhere.config_was_read);
    CHECK(nowhere.seed_dir.value.empty());
}

TEST_CASE("a config file may be a link, as a dotfile manager makes it, and never waits")
{
    const Home home("");
    const std::string config = home.scratch.path(".config/ctask/config.yaml");
    home.scratch.remove(".config/ctask/config.yaml");
    CHECK_FALSE(home.settings().config_was_read);

    home.scratch.make_link(home.scratch.path("dotfiles/c"), ".config/ctask/config.yaml");
    CHECK(home.problem() ==
          "cannot read the config file: " + config + " is a symbolic link that leads nowhere");
    home.scratch.write_file("dotfiles/c", "root: /linked\n");
    CHECK(home.settings().root.value == "/linked");

    home.scratch.remove("dotfiles/c");
    REQUIRE(::mkfifo(home.scratch.path("dotfiles/c").c_str(), 0600) == 0);
    CHECK(home.problem() == "cannot read the config file: " + config + " is a fifo");
    home.scratch.remove(".config/ctask/config.yaml");
    home.scratch.make_link("/dev/zero", ".config/ctask/config.yaml");
    CHECK(home.problem() == "cannot read the config file: " + config + " is a device");
    home.scratch.remove(".config/ctask/config.yaml");
    home.scratch.make_directory(".config/ctask/config.yaml");
    CHECK(home.problem() == "cannot read the config file: " + config + " is a directory");
    home.scratch.remove(".config/ctask/config.yaml");
    home.write(std::string((1 << 20) + 1, '#'));
    CHECK(home.problem() == "cannot read the config file: " + config + " is longer than 1048576 bytes");
}

TEST_CASE("what stands in the config file's place comes with the line that shows it")
{
    const Home home("");
    home.scratch.remove(".config/ctask/config.yaml");
    home.scratch.make_directory(".config/ctask/config.yaml");
    try {
        home.settings();
        FAIL("it was read");
    } catch (const Failure& failure) {
        CHECK(failure.hint() ==
              "look at what stands there: ls -l " + home.scratch.path(".config/ctask/config.yaml"));
    }
}

TEST_CASE("the words of notify are expanded, each for itself")
{
    const Home home("notify: [~/bin/tell, $HOME x, $$1]\n");
    const Settings settings = home.settings();
    CHECK(settings.notify ==
          std::vector<std::string>{home.scratch.path("bin/tell"), home.scratch.path() + " x", "$1"});
    CHECK(settings.notify_source.full_source() == "config.yaml:1");
}

TEST_CASE("an unknown session mode is refused, and unknown keys are told")
{
    const Home home("rot: /w\nignore: [x]\n");
    CHECK(home.problem({"CTASK_SESSION_MODE=often"}) ==
          "expected direct or persistent for the session mode (CTASK_SESSION_MODE), found often");
    const Settings settings = home.settings();
    REQUIRE(settings.warnings.size() == 1);
    CHECK(settings.warnings[0] == settings.config_path + ":1: unknown key rot; nearest: root");
    CHECK(settings.ignore == std::vector<std::string>{"x"});
    CHECK(settings.ignore_source.full_source() == "config.yaml:2");
}

TEST_CASE("profiles of the config file take the place of built-in ones or come behind them")
{
    const Home home("agents:\n  codex: {args: [-x]}\n  big:\n    command: ~/bin/$NAME\n"
                    "    args: ['${NAME}', '$$5']\n    env: {P: '$PATH:x'}\n");
    const Settings settings = home.settings();

    std::vector<std::string> names;
    for (const AgentProfile& profile : settings.agents) names.push_back(profile.name);
    CHECK(names == std::vector<std::string>{"claude", "codex", "gemini", "opencode", "aider", "big"});
    CHECK(settings.agents[0].full_source() == "built in");
    CHECK(settings.agents[1].command == "codex");
    CHECK(settings.agents[1].args == std::vector<std::string>{"-x"});
    CHECK(settings.agents[1].full_source() == "config.yaml:2");
    CHECK(find_profile(settings.agents, "nope") == nullptr);

    const AgentProfile& big = *find_profile(settings.agents, "big");
    const Environment full = environment({"HOME=/h", "NAME=n", "PATH=/bin"});
    const AgentProfile ready = expanded(big, full);
    CHECK(ready.command == "/h/bin/n");
    CHECK(ready.args == std::vector<std::string>{"n", "$5"});
    CHECK(ready.env.at(0).second == "/bin:x");
    CHECK_THROWS_WITH_AS(expanded(big, environment({"HOME=/h"})),
                         "cannot expand $NAME in \"~/bin/$NAME\" (config.yaml:3): NAME is not set", Failure);
}

} // namespace
} // namespace ctask
