// A project's repository: made by git where there is none, and one line where that cannot be.
#include "workspace/repository.hpp"

#include "support/doctest.hpp"
#include "unit/session/session_fixture.hpp"

#include <algorithm>

namespace ctask {
namespace {

struct FakeGitInit : SessionFixture {
    FakeGitInit()
    {
        world.processes.tool = [this](const Command& command) {
            asked.push_back(command);
            return answer;
        };
    }

    std::string init() { return world.run(init_repository(world.world(), workspace)); }

    Captured answer{0, ""};
    std::vector<Command> asked;
};

} // namespace

TEST_CASE_FIXTURE(FakeGitInit,
                  "git makes a repository of the workspace, whatever repository ctask is called from")
{
    world.environment.entries = {"HOME=/home/me", "GIT_DIR=/elsewhere", "GIT_INDEX_FILE=/elsewhere/index",
                                 "GIT_AUTHOR_NAME=me"};

    CHECK(init() == "");

    REQUIRE(asked.size() == 1);
    CHECK(asked[0].program == "/usr/bin/git");
    CHECK(asked[0].argv[1] == "init");
    CHECK(asked[0].directory == workspace.directory.get());
    CHECK(asked[0].environment == std::vector<std::string>{"HOME=/home/me", "GIT_AUTHOR_NAME=me"});
}

TEST_CASE_FIXTURE(FakeGitInit, "a repository that a seed brought along is left as it is")
{
    scratch.make_directory(name(".git"));

    CHECK(init() == "");

    CHECK(asked.empty());
}

TEST_CASE_FIXTURE(FakeGitInit, "a repository that cannot be made costs one line, which says why")
{
    answer.status = 128;
    CHECK(init() == "git init failed (exit status 128): the project is no repository yet");
    answer.status.reset();
    CHECK(init() == "git init failed: the project is no repository yet");
    world.processes.missing["git"] = ENOENT;
    CHECK(init() == "git is not on PATH: the project is no repository yet");
    CHECK(asked.size() == 2);
}

} // namespace ctask
