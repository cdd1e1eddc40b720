// ctask archive and ctask restore: what they change, and whom they ask.
#include "command_fixture.hpp"

#include "cli/command_line.hpp"
#include "cli/consent.hpp"
#include "workspace/finding.hpp"

#include <csignal>

namespace ctask {
namespace {

constexpr const char* kPlace = "general/2026-11-22_idea";

const std::string kOddFile = "# by hand\nzz_mine: [1, 2]   # a list\nslug: idea\r\ntitle: 'An idea'\n"
                             "status: active # for now\nupdated_at: 2026-11-22T10:00:00Z\nlast: one\n";

class ArchiveFixture : public CommandFixture {
  public:
    ArchiveFixture() { scratch.write_file(file(kPlace, "task.yaml"), kOddFile); }

    std::string task_file() const { return scratch.read_file(file(kPlace, "task.yaml")); }
    bool left_locked() const { return scratch.exists(file(kPlace, ".ctask/write.lock")); }
    std::string now() { return format_time(world.clock.now()); }
};

TEST_CASE_FIXTURE(ArchiveFixture, "archive changes the status and its times and nothing else")
{
    const Result result = run({"archive", "idea"});

    CHECK(result.status == 0);
    CHECK(result.out.empty());
    CHECK(result.err == "[ctask] archived 2026-11-22_idea; ctask restore 2026-11-22_idea brings it back\n");
    CHECK(task_file() == "# by hand\nzz_mine: [1, 2]   # a list\nslug: idea\r\ntitle: 'An idea'\n"
                         "status: archived # for now\nupdated_at: " +
                             now() + "\nlast: one\narchived_at: " + now() + "\r\n");
    CHECK_FALSE(left_locked());
}

TEST_CASE_FIXTURE(ArchiveFixture, "restore takes back what archive did")
{
    REQUIRE(run({"archive", "idea"}).status == 0);

    const Result result = run({"restore", "idea"});

    CHECK(result.status == 0);
    CHECK(result.err == "[ctask] restored 2026-11-22_idea\n");
    CHECK(task_file().find("status: active # for now\n") != std::string::npos);
    CHECK(task_file().find("archived_at") == std::string::npos);
    CHECK(task_file().find("zz_mine: [1, 2]   # a list\n") != std::string::npos);
}

TEST_CASE_FIXTURE(ArchiveFixture, "what is as it is wanted stays untouched, which is said")
{
    const Result active = run({"restore", "idea"});
    CHECK(active.status == 0);
    CHECK(active.err == "[ctask] 2026-11-22_idea is active already\n");
    CHECK(task_file() == kOddFile);

    REQUIRE(run({"archive", "idea"}).status == 0);
    const std::string archived = task_file();
    const Result again = run({"archive", "idea"});
    CHECK(again.status == 0);
    CHECK(again.err == "[ctask] 2026-11-22_idea is archived already\n");
    CHECK(task_file() == archived);
}

TEST_CASE_FIXTURE(ArchiveFixture, "while a session runs and nobody can be asked it is refused")
{
    add_lease(kPlace, 4711, true);
    world.terminal.has_user = true;

    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"archive", "idea", "--no-input"},
          std::vector<std::string>{"archive", "--no-input", "idea"}}) {
        const Result result = run(words);
        CHECK(result.status == 1);
        CHECK(result.err.find("[ctask] idea is in use: claude (pid 4711) on this machine") == 0);
        CHECK(result.err.find("when that has ended: ctask archive idea --no-input\n") != std::string::npos);
    }
    CHECK(world.terminal.questions.empty());
    CHECK(task_file() == kOddFile);
}

TEST_CASE_FIXTURE(ArchiveFixture, "while a session runs the user decides, and the default is no")
{
    add_lease(kPlace, 4711, true);
    world.terminal.has_user = true;
    world.terminal.answer("");
    world.terminal.answer("y");

    const Result no = run({"archive", "idea"});
    CHECK(no.status == 0);
    CHECK(no.err.find("idea is in use") != std::string::npos);
    CHECK(task_file() == kOddFile);
    const Result yes = run({"archive", "idea"});
    CHECK(yes.status == 0);
    CHECK(task_file().find("status: archived") != std::string::npos);
    CHECK(world.terminal.questions.size() == 2);
    CHECK_FALSE(left_locked());
}

Task<> consent_into(World& world, Streams& streams, const Workspace& workspace, const CommandLine& line,
                    bool& given)
{
    const std::optional<Stillness> stillness =
        co_await hold_still_with_consent(world, streams, workspace, line, "Sure? [y/N] ");
    given = stillness.has_value();
}

TEST_CASE_FIXTURE(ArchiveFixture, "whoever starts while the question waits is asked about too")
{
    using std::chrono::seconds;
    add_lease(kPlace, 4711, true);
    world.terminal.has_user = true;
    world.terminal.answer("y", seconds(5));
    world.terminal.answer("y", seconds(5));
    world.at(seconds(2), [this] { add_lease(kPlace, 4800, true); });
    Streams streams;
    streams.err = [](std::string_view) {};
    const CommandLine line = parse_command_line({"archive", "idea"});
    const Workspace workspace = find_workspace(world.files, resolve_settings(world.files, world.environment),
                                               world.environment, "idea");

    bool given = false;
    world.run(consent_into(world.world(), streams, workspace, line, given));

    CHECK(given);
    CHECK(world.terminal.questions.size() == 2);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a signal at the question ends the command, with nothing changed")
{
    add_lease(kPlace, 4711, true);
    world.terminal.has_user = true;
    world.signals.push(SIGTERM, 77);

    CHECK(run({"archive", "idea"}).status == 128 + SIGTERM);
    CHECK(task_file() == kOddFile);
    CHECK_FALSE(left_locked());
}

TEST_CASE_FIXTURE(ArchiveFixture,
                  "an archived workspace is not resumed, and the line that changes that is told")
{
    REQUIRE(run({"archive", "idea"}).status == 0);

    const Result resumed = run({"resume", "idea", "--agent", "true"});
    CHECK(resumed.status == 125);
    CHECK(resumed.err == "[ctask] idea is archived\n"
                         "[ctask] ctask restore 2026-11-22_idea makes it active again\n");
    const Result opened = run({"open", "idea"});
    CHECK(opened.status == 125);
    CHECK(opened.err.find("ctask open --all 2026-11-22_idea") != std::string::npos);
}

} // namespace
} // namespace ctask
