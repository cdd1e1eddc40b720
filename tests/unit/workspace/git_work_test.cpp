// Asking git: what is counted, and how it is kept from running what a repository names.
#include "workspace/git_work.hpp"

#include "several_roots.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <map>

namespace ctask {
namespace {

Task<> look_into(World& world, const Directory& workspace, std::vector<std::string> repositories,
                 IsNoWork is_no_work, GitWorkFound& found)
{
    found = co_await look_for_git_work(world, workspace, std::move(repositories), std::move(is_no_work));
}

/// A git that answers by the first word of the question, and remembers how it was asked.
struct FakeGit : SeveralRoots {
    std::map<std::string, Captured> answers;
    std::vector<Command> asked;
    std::vector<std::string> where;
    IsNoWork is_no_work;

    FakeGit()
    {
        scratch.make_directory("root/work/lib");
        answers["config"] = Captured{1, ""};
        answers["status"] = Captured{0, ""};
        answers["rev-parse"] = Captured{1, ""};
        answers["rev-list"] = Captured{0, "0\n"};
        world.processes.tool = [this](const Command& command) {
            asked.push_back(command);
            where.push_back(command.directory->path());
            for (const std::string& word : command.argv)
                if (answers.count(word) != 0) return answers[word];
            return Captured{};
        };
    }
    GitWorkFound look(std::vector<std::string> repositories = {""})
    {
        GitWorkFound found;
        const auto directory = world.files.open_directory(scratch.path("root/work"));
        world.run(look_into(world.world(), *directory, std::move(repositories), is_no_work, found));
        return found;
    }
    static bool has(const std::vector<std::string>& words, const std::string& word)
    {
        return std::find(words.begin(), words.end(), word) != words.end();
    }
};

TEST_CASE_FIXTURE(FakeGit, "a repository in which all is committed and pushed is not worth a word")
{
    CHECK(look().repositories.empty());
    CHECK(asked.size() > 2);
}

TEST_CASE_FIXTURE(FakeGit, "what creation left is nobody's work while git does not know it")
{
    answers["status"] = Captured{0, std::string("?? notes.md\0?? mine\0 M AGENTS.md\0", 33)};
    is_no_work = [](const std::string& path) { return path != "mine"; };
    CHECK(look().repositories.at(0).uncommitted == 2);
    // In a repository further down these names mean nothing.
    CHECK(look({"lib"}).repositories.at(0).uncommitted == 3);
}

TEST_CASE_FIXTURE(FakeGit, "changes, commits and stashes are counted")
{
    answers["status"] = Captured{0, std::string(" M a\0?? b c\0 D d\0", 17)};
    answers["rev-parse"] = Captured{0, scratch.path("root/work/.git") + "\n"};
    answers["rev-list"] = Captured{0, "7\n"};

    const GitWorkFound found = look({"lib"});

    REQUIRE(found.repositories.size() == 1);
    CHECK(found.repositories[0].place == "lib");
    CHECK(found.repositories[0].uncommitted == 3);
    CHECK(found.repositories[0].unpushed == 7);
    CHECK(found.repositories[0].stashes == 7);
    CHECK(found.repositories[0].problem.empty());
    CHECK(where.front() == scratch.path("root/work/lib"));
}

TEST_CASE_FIXTURE(FakeGit, "commits of a repository that lies elsewhere do not go with a linked worktree")
{
    answers["rev-parse"] = Captured{0, "/home/me/src/.git\n"};
    answers["rev-list"] = Captured{0, "7\n"};
    CHECK(look().repositories.empty());
}

TEST_CASE_FIXTURE(FakeGit, "what git does not tell is told as that, never taken for nothing")
{
    for (const char* question : {"config", "status", "rev-list"}) {
        for (const Captured& answer : {Captured{128, ""}, Captured{std::nullopt, "1\n"}}) {
            CAPTURE(question);
            FakeGit git;
            git.answers[question] = answer;
            const GitWorkFound found = git.look();
            REQUIRE(found.repositories.size() == 1);
            CHECK_FALSE(found.repositories[0].problem.empty());
        }
    }
    answers["rev-list"] = Captured{0, "many\n"};
    CHECK(look().repositories.size() == 1);
    CHECK(look({"not-there"}).repositories[0].problem.find("not-there") != std::string::npos);
}

TEST_CASE_FIXTURE(FakeGit, "a missing git is told")
{
    world.processes.missing["git"] = ENOENT;
    CHECK(look().git_missing);
    CHECK(asked.empty());
    CHECK_FALSE(look({}).git_missing);
}

TEST_CASE_FIXTURE(FakeGit,
                  "git runs nothing that a repository names, writes nothing, and looks at that one only")
{
    world.environment.entries = {"HOME=/home/me", "GIT_DIR=/elsewhere", "GIT_CONFIG_COUNT=1"};
    const std::string listed("local\0filter.evil.clean\nrm -rf ~\0global\0filter.lfs.clean\ngit-lfs\0", 66);
    answers["config"] = Captured{0, listed};

    CHECK(look({"lib"}).repositories.empty());

    for (const Command& command : asked) {
        CHECK(has(command.argv, "core.fsmonitor=false"));
        CHECK(has(command.argv, "core.hooksPath=/dev/null"));
        CHECK(has(command.environment, "GIT_OPTIONAL_LOCKS=0"));
        CHECK(has(command.environment, "GIT_ALLOW_PROTOCOL=none"));
        CHECK(has(command.environment, "GIT_CEILING_DIRECTORIES=" + scratch.path("root/work")));
        CHECK(has(command.environment, "HOME=/home/me"));
        CHECK_FALSE(has(command.environment, "GIT_DIR=/elsewhere"));
        CHECK_FALSE(has(command.environment, "GIT_CONFIG_COUNT=1"));
    }
    for (std::size_t at = 1; at < asked.size(); ++at) {
        CHECK(has(asked[at].argv, "filter.evil.clean="));
        CHECK(has(asked[at].argv, "filter.evil.process="));
        CHECK_FALSE(has(asked[at].argv, "filter.lfs.clean="));
    }
}

TEST_CASE_FIXTURE(FakeGit, "a filter that cannot be switched off keeps git from being asked further")
{
    answers["config"] = Captured{0, std::string("local\0filter.a=b.clean\nx\0", 25)};
    const GitWorkFound found = look();
    REQUIRE(found.repositories.size() == 1);
    CHECK_FALSE(found.repositories[0].problem.empty());
    CHECK(asked.size() == 1);
}

TEST_CASE_FIXTURE(FakeGit, "of very many repositories some are left out, and that is told")
{
    CHECK(look(std::vector<std::string>(kMostRepositories + 3, "lib")).not_looked_at == 3);
}

} // namespace
} // namespace ctask
