// Settings: precedence, expansion, and the roots that are searched.
#include "workspace/settings.hpp"

#include "base/error.hpp"
#include "support/doctest.hpp"
#include "support/fake_world.hpp"

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

} // namespace
} // namespace ctask
