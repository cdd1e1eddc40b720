// The line of --report, read back as a launcher would.
#include "report/session_report.hpp"

#include "support/doctest.hpp"

#include <csignal>

namespace ctask {
namespace {

const ReportedSession kReported{"host-1",
                                "host",
                                "/w/general/2026-11-22_x",
                                "2026-11-22_x",
                                "x",
                                "claude",
                                "direct",
                                *parse_time("2026-11-22T10:00:00Z"),
                                *parse_time("2026-11-22T10:00:05Z"),
                                ""};

JsonDocument parsed(const Outcome& outcome, const ReportedSession& reported = kReported)
{
    std::string line = report_line(outcome, reported);
    CHECK(line.ends_with("}\n"));
    CHECK(line.find('\n') == line.size() - 1);
    std::string problem;
    auto document = JsonDocument::parse(line, problem);
    REQUIRE_MESSAGE(document, problem);
    return std::move(*document);
}

Outcome recorded(Ending ending)
{
    Outcome outcome;
    outcome.ending = ending;
    outcome.summary.emplace();
    outcome.summary->session_id = "host-1";
    outcome.summary->agent = "claude";
    outcome.summary->mode = "direct";
    outcome.summary->started_at = *parse_time("2026-11-22T10:00:01Z");
    outcome.summary->ended_at = *parse_time("2026-11-22T10:00:04Z");
    outcome.summary->duration_seconds = 3;
    return outcome;
}

TEST_CASE("a recorded session is reported with what it did")
{
    Outcome outcome = recorded({Ending::Kind::exited, 3});
    outcome.summary->exit_code = 3;
    outcome.summary->changes.added = {"a", "b"};
    outcome.summary->notes_updated = true;
    JsonDocument document = parsed(outcome);
    JsonValue root = document.root();
    CHECK(root["session_id"].text() == "host-1");
    CHECK(root["workspace"].text() == "/w/general/2026-11-22_x");
    CHECK(root["name"].text() == "2026-11-22_x");
    CHECK(root["slug"].text() == "x");
    CHECK(root["agent"].text() == "claude");
    CHECK(root["mode"].text() == "direct");
    CHECK(root["started_at"].text() == "2026-11-22T10:00:01Z");
    CHECK(root["ended_at"].text() == "2026-11-22T10:00:04Z");
    CHECK(root["duration_seconds"].number() == 3);
    CHECK(root["how"].text() == "exited");
    CHECK(root["exit_status"].number() == 3);
    CHECK(root["exit_code"].number() == 3);
    CHECK(root["files_added"].texts() == std::vector<std::string>{"a", "b"});
    CHECK(root["files_added_count"].number() == 2);
    CHECK(root["changes_unknown"].truth() == false);
    CHECK(root["notes_updated"].truth() == true);
    CHECK(root["reclaimed"].truth() == false);
    CHECK(root["reason"].is_null_or_absent());
}

TEST_CASE("lists are cut at a thousand names, with their count beside them")
{
    Outcome outcome = recorded({});
    outcome.summary->changes.modified.assign(1234, "name");
    JsonDocument document = parsed(outcome);
    CHECK(document.root()["files_modified"].texts().size() == 1000);
    CHECK(document.root()["files_modified_count"].number() == 1234);
}

TEST_CASE("unknown changes are reported as unknown")
{
    Outcome outcome = recorded({});
    outcome.summary->changes_known = false;
    JsonDocument document = parsed(outcome);
    CHECK(document.root()["changes_unknown"].truth() == true);
}

TEST_CASE("a reclaimed workspace is reported with where it went and why")
{
    Outcome outcome;
    outcome.ending = {Ending::Kind::signalled, SIGTERM};
    outcome.trash_path = "/w/.trash/t_x";
    JsonDocument document = parsed(outcome);
    JsonValue root = document.root();
    CHECK(root["reclaimed"].truth() == true);
    CHECK(root["trash_path"].text() == "/w/.trash/t_x");
    CHECK(root["reason"].text() == "claude ended by signal TERM, no file changed");
    CHECK(root["how"].text() == "signalled");
    CHECK(root["exit_signal"].text() == "TERM");
    CHECK(root["exit_status"].number() == 128 + SIGTERM);
    CHECK(root["started_at"].text() == "2026-11-22T10:00:00Z");
    CHECK(root["duration_seconds"].number() == 5);
    CHECK(root["session_id"].text() == "host-1");
    CHECK(root["hostname"].text() == "host");
    CHECK(root["changes_unknown"].truth() == false);
}

TEST_CASE("every way to end has its word, its status and, without a child, its reason")
{
    struct {
        Ending ending;
        const char* how;
        int status;
        const char* reason;
    } const table[] = {
        {{Ending::Kind::exited, 0}, "exited", 0, ""},
        {{Ending::Kind::signalled, SIGKILL}, "signalled", 137, ""},
        {{Ending::Kind::timed_out}, "timed_out", 124, ""},
        {{Ending::Kind::not_found}, "not_found", 127, "not found"},
        {{Ending::Kind::not_runnable}, "not_runnable", 126, "could not be executed"},
        {{Ending::Kind::failed}, "failed", 125, "could not be started"},
        {{Ending::Kind::cancelled, SIGINT}, "cancelled", 130, "cancelled by signal INT"},
        {{Ending::Kind::declined}, "declined", 0, "declined"},
        {{Ending::Kind::in_use}, "in_use", 75, "workspace in use"},
        {{Ending::Kind::not_launched}, "not_launched", 0, "not launched"},
    };
    for (const auto& row : table) {
        CAPTURE(row.how);
        Outcome outcome;
        outcome.ending = row.ending;
        JsonDocument document = parsed(outcome);
        CHECK(document.root()["how"].text() == row.how);
        CHECK(document.root()["exit_status"].number() == row.status);
        CHECK(document.root()["reason"].text().value_or("") == row.reason);
        CHECK(document.root()["changes_unknown"].truth() == row.ending.child_ran());
        CHECK((row.ending.kind == Ending::Kind::exited) != document.root()["exit_code"].is_null_or_absent());
    }
}

TEST_CASE("where there is no workspace there is nothing to name")
{
    Outcome outcome;
    outcome.ending.kind = Ending::Kind::not_found;
    ReportedSession reported = kReported;
    reported.workspace = reported.name = reported.slug = "";
    JsonDocument document = parsed(outcome, reported);
    for (const char* key : {"workspace", "name", "slug", "trash_path"})
        CHECK(document.root()[key].is_null_or_absent());
}

TEST_CASE("where no agent ran there are no times, and what is not known is null")
{
    Outcome outcome;
    outcome.ending.kind = Ending::Kind::not_launched;
    ReportedSession reported = kReported;
    reported.agent = "";
    JsonDocument document = parsed(outcome, reported);
    for (const char* key : {"session_id", "started_at", "ended_at", "duration_seconds", "agent"})
        CHECK(document.root()[key].is_null_or_absent());
    CHECK(document.root()["hostname"].text() == "host");
}

TEST_CASE("a failure of ctask itself is reported in its own words")
{
    ReportedSession reported = kReported;
    reported.failure = "cannot open /w: Permission denied";
    Outcome outcome;
    outcome.ending.kind = Ending::Kind::failed;
    JsonDocument document = parsed(outcome, reported);
    CHECK(document.root()["reason"].text() == "cannot open /w: Permission denied");
    CHECK(document.root()["exit_status"].number() == 125);
    reported.exit_status = 2;
    JsonDocument usage = parsed(outcome, reported);
    CHECK(usage.root()["exit_status"].number() == 2);
}

} // namespace
} // namespace ctask
