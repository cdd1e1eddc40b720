// Where a session's child starts, and what it finds in its environment.
#include "session/launch.hpp"
#include "session/session_id.hpp"

#include "base/error.hpp"
#include "session_fixture.hpp"

using namespace ctask;

namespace {

class LaunchFixture : public SessionFixture {
  public:
    /// What is said about this launch_dir; the directory is then `opened`.
    std::string warning_for(const std::string& launch_dir)
    {
        workspace.task.launch_dir = launch_dir;
        std::string warning;
        opened = open_launch_directory(workspace, warning);
        return warning;
    }
    std::string refusal_of(const std::string& launch_dir)
    {
        try {
            warning_for(launch_dir);
        } catch (const Failure& failure) {
            CHECK(failure.hint() == "name a directory below the workspace");
            return failure.what();
        }
        return {};
    }
    std::string named(const std::string& launch_dir) const
    {
        return "launch_dir " + launch_dir + " in " + workspace.path + "/task.yaml";
    }

    std::shared_ptr<Directory> opened;
};

} // namespace

TEST_CASE_FIXTURE(LaunchFixture, "the workspace itself is where the child starts when nothing else is named")
{
    for (const char* same : {"", "."}) {
        CHECK(warning_for(same).empty());
        CHECK(opened == nullptr);
    }
}

TEST_CASE_FIXTURE(LaunchFixture, "a directory below the workspace is where the child starts")
{
    scratch.make_directory(name("app"));
    scratch.make_directory(name("app/back end"));

    for (const char* inside : {"app", "app/", "./app", "app/back end", "app//./back end/", "output"}) {
        CAPTURE(inside);
        CHECK(warning_for(inside).empty());
        CHECK(opened != nullptr);
    }
    REQUIRE(warning_for("app/back end").empty());
    CHECK(opened->path() == workspace.path + "/app/back end");
}

TEST_CASE_FIXTURE(LaunchFixture, "a directory that is missing or none is told of, and the workspace is used")
{
    scratch.write_file(name("app"), "x");

    CHECK(warning_for("gone") == named("gone") + " does not exist: the workspace itself is used");
    CHECK(opened == nullptr);
    CHECK(warning_for("output/gone") ==
          named("output/gone") + " does not exist: the workspace itself is used");
    CHECK(warning_for("app") == named("app") + " is not a directory: the workspace itself is used");
    CHECK(warning_for("app/x") == named("app/x") + " is not a directory: the workspace itself is used");
}

TEST_CASE_FIXTURE(LaunchFixture, "nowhere else is the workspace itself")
{
    for (const char* itself : {"", ".", "./", "././/."}) {
        CAPTURE(itself);
        CHECK(warning_for(itself).empty());
        CHECK(opened == nullptr);
    }
}

TEST_CASE_FIXTURE(LaunchFixture, "what leads out of the workspace is refused")
{
    for (const char* outside : {"/", "/tmp", "..", "../x", "output/..", "output/../.."}) {
        CAPTURE(outside);
        CHECK(refusal_of(outside) == named(outside) + " leads out of the workspace");
    }
}

TEST_CASE_FIXTURE(LaunchFixture, "a symbolic link on the way is refused, wherever it leads")
{
    scratch.make_directory(name("app"));
    scratch.make_link("app", name("inside"));
    scratch.make_link("/tmp", name("app/outside"));
    scratch.make_link("nowhere", name("dangling"));

    CHECK(refusal_of("inside") == named("inside") + " leads through the symbolic link inside");
    CHECK(refusal_of("app/outside/x") ==
          named("app/outside/x") + " leads through the symbolic link app/outside");
    CHECK(refusal_of("dangling") == named("dangling") + " leads through the symbolic link dangling");
}

TEST_CASE_FIXTURE(LaunchFixture, "the child is told where it is")
{
    workspace.task.type = "project";

    Settings settings;
    settings.root.value = "/outer";

    const auto variables = session_variables(workspace, settings, workspace.path + "/app");

    const std::vector<std::pair<std::string, std::string>> expected = {
        {"CTASK_TASK", "the-work"},          {"CTASK_MODE", "local"},
        {"CTASK_ROOT", scratch.path()},      {"CTASK_OUTER_ROOT", "/outer"},
        {"CTASK_WORKSPACE", workspace.path}, {"CTASK_CATEGORY", "general"},
        {"CTASK_TYPE", "project"},           {"CTASK_LAUNCH_DIR", workspace.path + "/app"}};
    CHECK(variables == expected);
}

TEST_CASE("a session's name is fit for a file, whatever the host is called")
{
    const auto now = parse_time("2026-11-23T07:04:05Z");
    REQUIRE(now);
    Host host;
    host.pid = 4711;
    const std::pair<const char*, const char*> rows[] = {
        {"desk", "desk"}, {"", "localhost"}, {"my desk/2", "my-desk-2"}, {".hidden", "-hidden"}};
    for (const auto& [hostname, start] : rows) {
        host.hostname = hostname;
        CHECK(make_session_id(host, *now) == std::string(start) + "-4711-20261123T070405Z");
    }
}
