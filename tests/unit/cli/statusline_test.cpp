// ctask statusline: which session it tells of, and what it says.
#include "command_fixture.hpp"

#include "cli/statusline_text.hpp"

using namespace ctask;
using namespace std::chrono_literals;

namespace {

const std::string kParser = "general/2026-11-22_fix-the-parser";
const std::string kOther = "general/2026-11-20_other";

class StatusFixture : public CommandFixture {
  public:
    StatusFixture()
    {
        add(kParser, "fix the parser", 20s);
        add(kOther, "other", 10s);
    }

    void stand_in(const std::string& place)
    {
        world.environment.working_directory = scratch.path(place.empty() ? "root" : "root/" + place);
    }

    std::string line(const std::vector<std::string>& more = {})
    {
        std::vector<std::string> words = {"statusline"};
        words.insert(words.end(), more.begin(), more.end());
        const Result result = run(words);
        CHECK(result.status == 0);
        CHECK(result.err.empty());
        return result.out;
    }

    std::string path(const std::string& place) const { return scratch.path("root/" + place); }
};

} // namespace

TEST_CASE_FIXTURE(StatusFixture, "the line names the session, its agent and how long it has been running")
{
    add_lease(kParser, 4711, true);
    stand_in(kParser);

    CHECK(line() == "fix-the-parser · claude · 12 s\n");
}

TEST_CASE_FIXTURE(StatusFixture, "a directory inside the workspace is in it too")
{
    add_lease(kParser, 4711, true);
    scratch.make_directory(file(kParser, "output/deep"));
    stand_in(kParser + "/output/deep");

    CHECK(line() == "fix-the-parser · claude · 12 s\n");
}

TEST_CASE_FIXTURE(StatusFixture, "a workspace without a session, or with one that was cut off, says so")
{
    stand_in(kParser);
    CHECK(line() == "fix-the-parser · no session\n");

    add_lease(kParser, 4711, false);
    CHECK(line() == "fix-the-parser · interrupted session\n");
}

TEST_CASE_FIXTURE(StatusFixture, "outside of every workspace there is no line, and that is a success")
{
    add_lease(kParser, 4711, true);
    stand_in("");
    CHECK(line().empty());
    CHECK(line({"--tmux"}).empty());

    world.environment.working_directory = "/nowhere/at/all";
    CHECK(line().empty());
}

TEST_CASE_FIXTURE(StatusFixture, "what is passed on stdin says where the agent stands, and which model it is")
{
    add_lease(kParser, 4711, true);
    stand_in(kOther);
    input =
        R"({"session_id":"x","cwd":"/","model":{"id":"m","display_name":"Opus"},"workspace":{"current_dir":")" +
        path(kParser) + R"(","project_dir":"/"}})";
    CHECK(line() == "fix-the-parser · claude · Opus · 12 s\n");

    input = R"({"cwd":")" + path(kParser) + R"("})";
    CHECK(line() == "fix-the-parser · claude · 12 s\n");
}

TEST_CASE_FIXTURE(StatusFixture, "an agent that has left its workspace is still in the session")
{
    add_lease(kParser, 4711, true);
    stand_in("");
    input = R"({"workspace":{"current_dir":"/","project_dir":")" + path(kParser) + R"("}})";
    CHECK(line() == "fix-the-parser · claude · 12 s\n");

    input = R"({"workspace":{"current_dir":"/"}})";
    world.environment.entries.push_back("CTASK_WORKSPACE=" + path(kParser));
    CHECK(line() == "fix-the-parser · claude · 12 s\n");
}

TEST_CASE_FIXTURE(StatusFixture, "input that is no such object counts as none")
{
    add_lease(kParser, 4711, true);
    stand_in(kParser);
    for (const char* bad :
         {"", "not json", "[]", "{}", "null", "3", R"({"workspace":7,"cwd":[],"model":"x"})",
          R"({"workspace":{"current_dir":"relative"},"model":{"display_name":4}})", R"({"cwd":""})",
          "{\"cwd\""}) {
        CAPTURE(bad);
        input = bad;
        CHECK(line() == "fix-the-parser · claude · 12 s\n");
    }
}

TEST_CASE_FIXTURE(StatusFixture, "other sessions are counted, and one's own is known by its id")
{
    add_lease(kParser, 4711, true);
    world.processes.table().add(4800, 90000 + 4800);
    const std::string at = format_time(world.clock.now() - 90s);
    scratch.write_file(file(kParser, ".ctask/sessions/second.json"),
                       R"({"session_id":"second","pid":4800,"pid_start":94800,"hostname":")" +
                           world.host.hostname + R"(","boot_id":")" + world.host.boot_id +
                           R"(","pid_namespace":")" + world.host.pid_namespace +
                           R"(","agent":"codex","mode":"persistent","started_at":")" + at +
                           R"(","heartbeat_at":")" + at + R"("})");
    stand_in(kParser);
    CHECK(line() == "fix-the-parser · claude · 12 s · 1 other session\n");

    world.environment.entries.push_back("CTASK_SESSION_ID=second");
    CHECK(line() == "fix-the-parser · codex · persistent · 1 min · 1 other session\n");
}

TEST_CASE_FIXTURE(StatusFixture, "notes that were written since the session began are told")
{
    add_lease(kParser, 4711, true);
    scratch.write_file(file(kParser, "notes.md"), "x");
    stand_in(kParser);
    scratch.age(file(kParser, "notes.md"), -24h * 365 * 20);
    CHECK(line() == "fix-the-parser · claude · 12 s · notes updated\n");

    scratch.age(file(kParser, "notes.md"), 24h * 365 * 20);
    CHECK(line() == "fix-the-parser · claude · 12 s\n");
}

TEST_CASE_FIXTURE(StatusFixture, "notes older than the start manifest are not the agent's")
{
    add_lease(kParser, 4711, true);
    scratch.write_file(file(kParser, "notes.md"), "x");
    scratch.write_file(file(kParser, ".ctask/manifest-start.json"), "{}");
    stand_in(kParser);
    scratch.age(file(kParser, "notes.md"), -24h * 365 * 20);
    scratch.age(file(kParser, ".ctask/manifest-start.json"), -24h * 365 * 20 - 1s);
    CHECK(line() == "fix-the-parser · claude · 12 s\n");

    scratch.write_file(file(kParser, "handoff.md"), "x");
    scratch.age(file(kParser, "handoff.md"), -24h * 365 * 20 - 2s);
    CHECK(line() == "fix-the-parser · claude · 12 s · notes updated\n");
}

TEST_CASE_FIXTURE(StatusFixture,
                  "the segment for tmux reads no input, and no name in it is taken for a format")
{
    const std::string place = "general/2026-11-22_odd";
    add(place, "odd", 5s, "");
    scratch.write_file(file(place, "task.yaml"), "slug: \"a#(reboot)#[fg=red]\"\n");
    stand_in(place);
    input = R"({"cwd":")" + path(kParser) + R"("})";
    world.environment.entries.push_back("CTASK_WORKSPACE=" + path(kParser));

    CHECK(line({"--tmux"}) == "a##(reboot)##[fg=red] · no session\n");
    stand_in("");
    CHECK(line({"--tmux"}).empty());
}

TEST_CASE_FIXTURE(StatusFixture, "what comes from files or stdin does nothing to the terminal")
{
    add_lease(kParser, 4711, true);
    stand_in(kParser);
    input = R"({"model":{"display_name":"\u001b[2J\n"}})";
    CHECK(line() == "fix-the-parser · claude · \\x1b[2J\\n · 12 s\n");
}

TEST_CASE_FIXTURE(StatusFixture,
                  "a broken workspace goes by its directory, another program's task.yaml does not count")
{
    scratch.write_file(file(kParser, "task.yaml"), "\t: [");
    stand_in(kParser);
    CHECK(line().empty());

    scratch.make_directory(file(kParser, ".ctask"));
    CHECK(line() == "2026-11-22_fix-the-parser · no session\n");
}
