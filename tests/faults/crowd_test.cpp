// A hundred ctasks at once.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <deque>
#include <set>

using namespace ctask;

namespace {

constexpr std::size_t kCrowd = 100;
constexpr std::chrono::seconds kLimit{120};

std::deque<Program> start_crowd(const Binary& ctask, const Words& arguments)
{
    std::deque<Program> crowd;
    while (crowd.size() < kCrowd) crowd.push_back(ctask.start(arguments));
    return crowd;
}

std::string without_ordinal(const std::string& path, const std::string& name)
{
    const std::string last = path.substr(path.rfind('/') + 1);
    return last.substr(0, last.find(name) + name.size());
}

} // namespace

TEST_SUITE_BEGIN("crowd");

TEST_CASE("a hundred new workspaces of one title at once are a hundred directories, each whole")
{
    const Binary ctask;
    std::deque<Program> crowd =
        start_crowd(ctask, Words{"new", "the same title", "--no-input"} + Binary::agent({"write", "made=x"}));
    for (Program& each : crowd) {
        const ProgramResult result = each.wait(kLimit);
        CHECK_MESSAGE(result.status == 0, result.err);
    }

    const Words workspaces = ctask.workspaces();
    CHECK(workspaces.size() == kCrowd);
    std::set<std::string> slugs;
    for (const auto& workspace : workspaces) {
        CAPTURE(workspace);
        CHECK(contains(without_ordinal(workspace, "the-same-title"), "_the-same-title"));
        for (const char* name : {"task.yaml", "AGENTS.md", "CLAUDE.md", "notes.md", "handoff.md", "context",
                                 "output", "logs/sessions.log", "made"})
            CHECK(exists(workspace, name));
        CHECK(history_of(workspace).size() == 1);
        CHECK(leftovers(workspace) == "");
        const JsonDocument info = parsed(ctask.run({"info", workspace, "--json"}).out);
        slugs.insert(info.root()["slug"].text().value_or(""));
    }
    CHECK(slugs.size() == kCrowd);
    CHECK(ctask.trash().empty());
    const JsonDocument list = parsed(ctask.run({"list", "--json", "--limit", "0"}).out);
    std::size_t listed = 0;
    list.root().each([&](JsonValue) { return ++listed > 0; });
    CHECK(listed == kCrowd);
    MESSAGE(kCrowd, " workspaces made at once");
}

TEST_CASE("of a hundred that resume one workspace at once one runs, and 99 name the one that does")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    std::deque<Program> crowd = start_crowd(
        ctask,
        Words{"resume", workspace, "--no-input"} +
            Binary::agent({"append", ctask.scratch.path("ran") + "=x", "until", ctask.scratch.path("ends")}));
    std::size_t over = 0;
    const bool all_but_one = eventually(
        [&] {
            const auto has_ended = [](Program& each) { return each.ended(); };
            over = static_cast<std::size_t>(std::count_if(crowd.begin(), crowd.end(), has_ended));
            return over + 1 >= kCrowd;
        },
        kLimit);
    CHECK_MESSAGE(all_but_one, over, " have ended");
    ctask.scratch.write_file("ends", "");

    std::size_t refused = 0;
    std::string holder;
    std::set<std::string> named;
    for (Program& each : crowd) {
        const pid_t pid = each.pid();
        const ProgramResult result = each.wait(kLimit);
        if (result.status == 0) holder = "(pid " + std::to_string(pid) + ")";
        if (result.status != 75) continue;
        ++refused;
        CHECK(contains(result.err, "idea is in use: fake-agent (pid "));
        const std::size_t start = result.err.find("(pid ");
        named.insert(result.err.substr(start, result.err.find(')', start) + 1 - start));
    }
    CHECK(refused == kCrowd - 1);
    CHECK(named == std::set<std::string>{holder});
    CHECK(ctask.scratch.read_file("ran") == "x");
    CHECK(history_of(workspace).size() == 1);
    CHECK(occurrences(read_file(workspace, "logs/sessions.log"), "\n") == 1);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("whoever reads beside a crowd of writers sees whole files only")
{
    constexpr std::size_t kWriters = 3;
    constexpr std::size_t kSessions = 15;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Words sessions = {"sh",
                            "-c",
                            "for i in $(seq " + std::to_string(kSessions) +
                                "); do \"$0\" resume \"$1\" --force --no-input --agent \"$2\" -- append "
                                "notes.md=x || exit 1; done",
                            Binary::path(),
                            workspace,
                            Binary::fake_agent()};
    std::deque<Program> writers;
    while (writers.size() < kWriters) writers.emplace_back(ctask.setup(sessions));

    std::size_t reads = 0;
    const auto all_over = [&] {
        return std::all_of(writers.begin(), writers.end(), [](Program& each) { return each.ended(); });
    };
    do {
        for (const Words& command : {Words{"info", workspace, "--json"}, Words{"log", workspace, "--json"},
                                     Words{"list", "--json"}}) {
            const ProgramResult read = ctask.run(command);
            CAPTURE(command.front());
            CHECK(read.status == 0);
            CHECK(read.err == "");
            parsed(read.out);
            ++reads;
        }
    } while (!all_over());

    for (Program& each : writers) CHECK(each.wait(kLimit).status == 0);
    CHECK(history_of(workspace).size() == kWriters * kSessions);
    CHECK(occurrences(read_file(workspace, "logs/sessions.log"), "\n") == kWriters * kSessions);
    CHECK(leftovers(workspace) == "");
    MESSAGE(reads, " reads beside ", kWriters * kSessions, " sessions");
}

TEST_SUITE_END();
