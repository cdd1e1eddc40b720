// ctask log --all and --since.
#include "command_fixture.hpp"

#include "record/json_reader.hpp"

namespace ctask {
namespace {

using std::chrono::hours;

class PastFixture : public CommandFixture {
  public:
    PastFixture()
    {
        add("general/2026-11-22_idea", "idea", hours(1));
        add("work/2026-11-20_old", "old", hours(50), "status: archived\n");
        add_session("general/2026-11-22_idea", "first", hours(30));
        add_session("general/2026-11-22_idea", "third", hours(2));
        add_session("work/2026-11-20_old", "second", hours(10));
    }

    /// It began so long ago, and lasted an hour.
    void add_session(const std::string& place, const std::string& id, Nanoseconds ago)
    {
        const WallTime start = world.clock.now() - ago;
        scratch.append_to(file(place, ".ctask/history.jsonl"),
                          "{\"session_id\":\"" + id + "\",\"agent\":\"" + id + "\",\"started_at\":\"" +
                              format_time(start) + "\",\"ended_at\":\"" + format_time(start + hours(1)) +
                              "\",\"duration_seconds\":3600,\"exit_code\":0}\n");
    }

    std::vector<std::string> ids(std::vector<std::string> words)
    {
        words.insert(words.begin(), "log");
        words.emplace_back("--json");
        const Result result = run(words);
        CHECK(result.status == 0);
        std::string problem;
        const auto document = JsonDocument::parse(result.out, problem);
        std::vector<std::string> found;
        REQUIRE_MESSAGE(document.has_value(), problem);
        const auto collect = [&found](JsonValue session) {
            found.push_back(session["session_id"].text().value_or(""));
            return true;
        };
        document->root().each(collect);
        return found;
    }
};

using Ids = std::vector<std::string>;

TEST_CASE_FIXTURE(PastFixture, "the sessions of all workspaces come newest first, each with its workspace")
{
    CHECK(ids({"--all"}) == Ids{"third", "second", "first"});
    CHECK(ids({"-a", "-n", "2"}) == Ids{"third", "second"});
    CHECK(ids({"idea"}) == Ids{"third", "first"});

    const Result table = run({"log", "--all"});
    CHECK(table.out.find("WHEN              LASTED  AGENT   ENDED  CHANGED  WORKSPACE\n") == 0);
    CHECK(table.out.find("  2026-11-20_old\n") != std::string::npos);
    std::string problem;
    const auto json = JsonDocument::parse(run({"log", "--all", "-n1", "--json"}).out, problem);
    REQUIRE(json.has_value());
    const auto check = [this](JsonValue session) {
        CHECK(session["workspace"].text() == scratch.path("root/general/2026-11-22_idea"));
        CHECK(session["name"].text() == "2026-11-22_idea");
        CHECK(session["slug"].text() == "idea");
        return true;
    };
    json->root().each(check);
}

TEST_CASE_FIXTURE(PastFixture, "a session that was recorded late stands where it began")
{
    add_session("general/2026-11-22_idea", "cut off", hours(5));
    CHECK(ids({"idea"}) == Ids{"third", "cut off", "first"});
}

TEST_CASE_FIXTURE(PastFixture, "a session of which nobody knows how long it lasted is shown without that")
{
    const std::string at = format_time(world.clock.now() - hours(1));
    scratch.append_to("root/general/2026-11-22_idea/.ctask/history.jsonl",
                      "{\"session_id\":\"x\",\"started_at\":\"" + at + "\",\"ended_at\":\"" + at +
                          "\",\"duration_seconds\":0,\"end_reason\":\"interrupted\"}\n");
    CHECK(run({"log", "idea", "-n1"}).out.find("  -       -      interrupted") != std::string::npos);
}

TEST_CASE_FIXTURE(PastFixture, "with --since only what has ended after that is shown")
{
    CHECK(ids({"--all", "--since=12h"}) == Ids{"third", "second"});
    CHECK(ids({"--all", "--since=2h"}) == Ids{"third"});
    CHECK(ids({"--all", "--since=1m"}).empty());
    CHECK(run({"log", "--all", "--since=2030-01-01"}).err ==
          "[ctask] no session has ended since 2030-01-01\n");
    CHECK(ids({"idea", "--since=30d"}) == Ids{"third", "first"});
    CHECK(ids({"--all", "--since", format_time(world.clock.now() - hours(3))}) == Ids{"third"});
    CHECK(ids({"--all", "--since", format_local_date(world.clock.now() - hours(24 * 7))}).size() == 3);
    CHECK(run({"log", "--all", "--since=1m"}).err == "[ctask] no session has ended in the last 1 min\n");
}

TEST_CASE_FIXTURE(PastFixture, "a time that is none, and a workspace beside --all, are wrong usage")
{
    const Result time = run({"log", "--since=soon"});
    CHECK(time.status == 2);
    CHECK(time.err.find("--since=soon is neither a time nor how long ago one was\n") != std::string::npos);
    CHECK(run({"log", "--all", "idea"}).status == 2);
}

} // namespace
} // namespace ctask
