// Workspaces of the largest names, the deepest trees and the most files.
#include "base/unique_fd.hpp"
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ctask;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLevels = 2000;
constexpr std::size_t kFiles = 1'000'000;
constexpr std::chrono::seconds kLimit{60};

void allow_descriptors(rlim_t most)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min(most, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// d/d/d/... and a file `bottom` in the last.
void make_deep(const std::string& directory)
{
    UniqueFd at(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    for (std::size_t level = 0; level < kLevels; ++level) {
        REQUIRE(::mkdirat(at.get(), "d", 0777) == 0);
        at.reset(::openat(at.get(), "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }
    const UniqueFd bottom(::openat(at.get(), "bottom", O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
    REQUIRE(bottom);
}

void make_many(const std::string& directory)
{
    constexpr std::size_t kInOne = 1000;
    for (std::size_t file = 0; file < kFiles; ++file) {
        const std::string below = directory + "/" + std::to_string(file / kInOne);
        if (file % kInOne == 0) ::mkdir(below.c_str(), 0777);
        const UniqueFd made(
            ::open((below + "/" + std::to_string(file)).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
        REQUIRE(made);
    }
}

ProgramResult resume(const Binary& ctask, const std::string& workspace, const Words& verbs)
{
    // As few as a shell may have left it: no walk may hold one descriptor a level.
    const auto few = [] { allow_descriptors(100); };
    const Words command = Words{Binary::path(), "resume", workspace, "--no-input"} + Binary::agent(verbs);
    return Program(ctask.setup(command), few).wait(kLimit);
}

} // namespace

TEST_SUITE_BEGIN("swapped");

TEST_CASE("a tree of two thousand levels is listed to its bottom")
{
    // For removing it afterwards.
    allow_descriptors(8192);
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    make_deep(workspace);

    CHECK(resume(ctask, workspace, {"write", "made=x"}).status == 0);
    CHECK(summary_of(workspace).root()["files_added"].texts() == Words{"made"});
    REQUIRE(contains(read_file(workspace, ".ctask/last-session-summary.json"), "d/bottom"));
    const ProgramResult next = resume(ctask, workspace, {"exit", "1"});
    CHECK(next.status == 1);
    CHECK_FALSE(contains(next.err, "outside"));
    CHECK_FALSE(contains(next.err, "could not be read"));
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a fresh workspace in which an agent dug two thousand levels stays")
{
    allow_descriptors(8192);
    for (const std::string status : {"1", "130"}) {
        const Binary ctask;
        Program session = ctask.start(Words{"new", "idea", "--no-input"} +
                                      Binary::agent({"write", ctask.scratch.path("started") + "=", "until",
                                                     ctask.scratch.path("ends"), "exit", status}));
        await_file(ctask.scratch.path("started"));
        const std::string workspace = ctask.workspaces().front();
        make_deep(workspace + "/output");
        ctask.scratch.write_file("ends", "");

        CHECK(session.wait(kLimit).status == std::stoi(status));

        CHECK(ctask.trash().empty());
        CHECK(exists(workspace, "output/d/d/d"));
        CHECK(history_of(workspace).size() == 1);
    }
}

TEST_CASE("names of 255 bytes of any kind are listed and come back")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string letters(255, 'x');
    std::string wide;
    while (wide.size() + 3 <= 255) wide += "\xe6\x96\x87";
    const std::string raw(255, '\xff');
    const std::string escapes(255, '\x1b');

    const ProgramResult result =
        resume(ctask, workspace,
               {"write", letters + "=1", "write", wide + "=2", "write", raw + "=3", "write", escapes + "=4",
                "mkdir", "d", "write", "d/" + letters + "=5"});

    CHECK(result.status == 0);
    CHECK(summary_of(workspace).root()["files_added"].texts().size() == 5);
    const ProgramResult next = resume(ctask, workspace, {"exit", "0"});
    CHECK_FALSE(contains(next.err, "outside"));
    CHECK_FALSE(contains(next.err, std::string(1, '\x1b')));
    CHECK_FALSE(contains(next.err, std::string(1, '\xff')));
    CHECK(summary_of(workspace).root()["files_added"].texts().empty());
}

TEST_CASE("a million files are listed and compared")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    make_many(workspace + "/output");

    const ProgramResult result = resume(ctask, workspace, {"write", "made=x", "remove", "output/0/7"});

    CHECK(result.status == 0);
    CHECK(summary_of(workspace).root()["files_added"].texts() == Words{"made"});
    CHECK(summary_of(workspace).root()["files_deleted"].texts() == Words{"output/0/7"});
    CHECK(leftovers(workspace) == "");
    CHECK(ctask.run({"info", workspace, "--json"}).status == 0);
    MESSAGE(kFiles, " files");
}

TEST_SUITE_END();
