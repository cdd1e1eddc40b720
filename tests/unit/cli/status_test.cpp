// ctask status: what it tells of the sessions that run.
#include "command_fixture.hpp"

#include "record/json_reader.hpp"

namespace ctask {
namespace {

class StatusFixture : public CommandFixture {
  public:
    StatusFixture()
    {
        add("general/2026-11-22_idea", "idea", std::chrono::hours(1));
        add("work/2026-11-20_other", "other", std::chrono::hours(2), "category: misc\n");
    }
};

TEST_CASE_FIXTURE(StatusFixture, "a session that runs is shown, one that is over is not")
{
    add_lease("general/2026-11-22_idea", 4711, true);
    add_lease("work/2026-11-20_other", 4800, false);

    const Result result = run({"status"});

    CHECK(result.status == 0);
    CHECK(result.err.empty());
    const std::string since = format_since(world.clock.now() - std::chrono::seconds(12), world.clock.now());
    const std::string& host = world.host.hostname;
    CHECK(result.out.find("WORKSPACE        AGENT   PID   HOST") == 0);
    CHECK(result.out.find("2026-11-22_idea  claude  4711  " + host + "  " + since + "  12 s ago\n") !=
          std::string::npos);
    CHECK(result.out.find("other") == std::string::npos);
}

TEST_CASE_FIXTURE(StatusFixture, "a session in tmux says in which")
{
    add_lease("general/2026-11-22_idea", 4711, true);
    const std::string lease = file("general/2026-11-22_idea", ".ctask/session.json");
    std::string text = scratch.read_file(lease);
    text.insert(1, "\"tmux_session\":\"ctask-general-idea\",");
    scratch.write_file(lease, text);

    const Result result = run({"status"});

    CHECK(result.out.find("  TMUX\n") != std::string::npos);
    CHECK(result.out.find("  ctask-general-idea\n") != std::string::npos);
}

TEST_CASE_FIXTURE(StatusFixture, "a session that has outlived its tmux session says so")
{
    add_lease("general/2026-11-22_idea", 4711, true);
    const std::string lease = file("general/2026-11-22_idea", ".ctask/session.json");
    std::string text = scratch.read_file(lease);
    text.insert(1, "\"tmux_session_ended\":true,");
    scratch.write_file(lease, text);

    CHECK(run({"status"}).out.find("  gone\n") != std::string::npos);
    CHECK(run({"info", "idea"}).out.find("its tmux session has ended, and the agent has not") !=
          std::string::npos);
}

TEST_CASE_FIXTURE(StatusFixture, "an agent that has outlived its ctask runs all the same")
{
    add_lease("general/2026-11-22_idea", 4711, false);
    const std::string lease = file("general/2026-11-22_idea", ".ctask/session.json");
    std::string text = scratch.read_file(lease);
    text.insert(1, "\"child_start\":77,");
    scratch.write_file(lease, text);
    world.processes.table().add(4712, 77);

    CHECK(run({"status"}).out.find("2026-11-22_idea  claude, without ctask  4712  ") != std::string::npos);

    for (const std::size_t narrow : {60u, 40u, 30u}) {
        columns = narrow;
        CHECK(run({"status"}).out.find("  4712") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(StatusFixture, "on a narrow terminal columns go as wholes, the number last")
{
    add_lease("general/2026-11-22_idea", 4711, true);
    const auto headings = [this](std::size_t width) {
        columns = width;
        const std::string out = run({"status"}).out;
        return out.substr(0, out.find('\n'));
    };
    const std::string since = format_since(world.clock.now() - std::chrono::seconds(12), world.clock.now());
    CHECK(headings(53) == "WORKSPACE        AGENT   PID   SINCE  HEARTBEAT");
    CHECK(headings(45) == "WORKSPACE        AGENT   PID   SINCE");
    CHECK(headings(32) == "WORKSPACE        AGENT   PID");
}

TEST_CASE_FIXTURE(StatusFixture, "as JSON every session has its workspace and its lease")
{
    CHECK(run({"status", "--json"}).out == "[]\n");
    add_lease("work/2026-11-20_other", 4800, true);

    std::string problem;
    const auto json = JsonDocument::parse(run({"status", "--json"}).out, problem);

    REQUIRE_MESSAGE(json.has_value(), problem);
    int sessions = 0;
    const auto check = [&](JsonValue session) {
        ++sessions;
        CHECK(session["workspace"].text() == scratch.path("root/work/2026-11-20_other"));
        CHECK(session["name"].text() == "2026-11-20_other");
        CHECK(session["slug"].text() == "other");
        CHECK(session["root"].text() == scratch.path("root"));
        CHECK(session["category"].text() == "misc");
        CHECK(session["session_id"].text() == "s-4800");
        CHECK(session["owner"].truth() == true);
        CHECK(session["state"].text() == "active");
        CHECK(session["agent"].text() == "claude");
        CHECK(session["user"].text() == "me");
        CHECK(session["pid"].number() == 4800);
        CHECK(session["heartbeat_at"].time().has_value());
        CHECK(session["tmux_session"].is_null_or_absent());
        return true;
    };
    json->root().each(check);
    CHECK(sessions == 1);
}

} // namespace
} // namespace ctask
