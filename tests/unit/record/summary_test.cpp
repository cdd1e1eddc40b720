// Summaries: key order, what is optional, and what comes back.
#include "record/summary.hpp"

#include "support/doctest.hpp"

#include <string>

using namespace ctask;

namespace {

std::string written(const Summary& summary)
{
    StringSink sink;
    write_summary(sink, summary);
    return sink.text;
}

Summary read(const std::string& bytes)
{
    std::string problem;
    auto summary = parse_summary(bytes, ScanRules(), problem);
    REQUIRE_MESSAGE(summary, problem);
    return std::move(*summary);
}

std::string problem_of(const std::string& bytes)
{
    std::string problem;
    REQUIRE_FALSE(parse_summary(bytes, ScanRules(), problem));
    return problem;
}

Summary plain_summary()
{
    Summary summary;
    summary.session_id = "s";
    summary.hostname = "desk";
    summary.agent = "shell";
    summary.mode = "direct";
    summary.started_at = *parse_time("2026-11-23T07:04:05Z");
    summary.ended_at = *parse_time("2026-11-23T07:05:05Z");
    summary.duration_seconds = 60;
    return summary;
}

constexpr const char* kRequired = R"("session_id": "s", "started_at": "2026-11-23T07:04:05Z",
    "ended_at": "2026-11-23T07:05:05Z")";

} // namespace

TEST_CASE("a summary without the optional keys has the required ones alone, its lists empty")
{
    CHECK(written(plain_summary()) == R"({
  "session_id": "s",
  "hostname": "desk",
  "agent": "shell",
  "mode": "direct",
  "started_at": "2026-11-23T07:04:05Z",
  "ended_at": "2026-11-23T07:05:05Z",
  "duration_seconds": 60,
  "files_added": [],
  "files_modified": [],
  "files_deleted": [],
  "notes_updated": false
}
)");
}

TEST_CASE("the optional keys follow in their order, the end manifest last")
{
    Summary summary = plain_summary();
    summary.end_reason = "tmux_session_ended";
    summary.detected_via = "polling";
    summary.exit_code = 3;
    summary.session_ownership = "adopted";
    summary.adopted_from_orphan_at = summary.started_at;
    summary.changes_known = false;
    summary.end_manifest.emplace();

    const std::string text = written(summary);

    CHECK(text.substr(text.find("  \"end_reason\"")) == R"(  "end_reason": "tmux_session_ended",
  "detected_via": "polling",
  "exit_code": 3,
  "session_ownership": "adopted",
  "adopted_from_orphan_at": "2026-11-23T07:04:05Z",
  "changes_unknown": true,
  "end_manifest": []
}
)");
}

TEST_CASE("a signal takes the place of the exit code")
{
    Summary summary = plain_summary();
    summary.exit_signal = "TERM";
    summary.exit_code = 143;

    const Summary back = read(written(summary));

    CHECK(back.exit_signal == "TERM");
    CHECK_FALSE(back.exit_code);
}

TEST_CASE("a summary comes back as it was written")
{
    Summary summary = plain_summary();
    summary.changes = {{"new.txt"}, {"notes.md", "src/ä.cpp"}, {"old.txt"}};
    summary.notes_updated = true;
    summary.end_reason = "child_exited";
    summary.exit_code = 0;
    summary.detected_via = "polling";
    summary.session_ownership = "adopted";
    summary.adopted_from_orphan_at = summary.started_at;
    summary.end_manifest.emplace().add("notes.md", 3, 1795417445123456789);
    summary.end_unreadable = {"d", "e/f"};

    const Summary back = read(written(summary));

    CHECK(back == summary);
    CHECK(back.changes == summary.changes);
    CHECK(back.changes_known);
    CHECK(back.exit_code == 0);
    REQUIRE(back.end_manifest);
    CHECK(compare(*summary.end_manifest, *back.end_manifest).none());
    CHECK(back.end_unreadable == summary.end_unreadable);
    CHECK(back.unknown.empty());
    CHECK(written(back) == written(summary));
    summary.changes_known = false;
    summary.exit_signal = "TERM";
    CHECK(read(written(summary)).unknown.empty());
}

TEST_CASE("what others have written into the file of a summary is written back")
{
    const Summary summary = read(std::string("{\"theirs\": {\"n\": [1, 0.5]}, ") + kRequired + "}");

    CHECK(written(summary).ends_with(",\n  \"theirs\": {\"n\":[1,0.5]}\n}\n"));
    CHECK(history_line(summary).find("theirs") == std::string::npos);
}

TEST_CASE("absent, null and nonsense values of optional keys are read as none")
{
    const Summary summary =
        read(std::string("{") + kRequired + R"(, "files_added": null, "exit_code": 99999999999,
        "duration_seconds": -5, "notes_updated": "yes", "end_manifest": null, "adopted_from_orphan_at": ""})");

    CHECK(summary.changes.none());
    CHECK_FALSE(summary.exit_code);
    CHECK(summary.duration_seconds == 60);
    CHECK_FALSE(summary.notes_updated);
    CHECK_FALSE(summary.end_manifest);
    CHECK_FALSE(summary.adopted_from_orphan_at);
}

TEST_CASE("a length that no session has is cut to what can be told")
{
    const auto length_of = [](const std::string& members) {
        return Seconds(read("{" + members + "}").duration_seconds);
    };
    const std::string required = kRequired;
    CHECK(length_of(required + R"(, "duration_seconds": 9223372036854775807)") <= Nanoseconds::max());
    CHECK(length_of(R"("session_id": "s", "started_at": "1700-01-01T00:00:00Z",
        "ended_at": "2261-01-01T00:00:00Z")") <= Nanoseconds::max());
}

TEST_CASE("what is no summary is refused in words")
{
    CHECK(problem_of("null") == "is not a summary: expected an object");
    CHECK(problem_of("{}") == "is not a summary: expected a session_id");
    CHECK(problem_of(R"({"session_id": "s", "started_at": "2026-11-23T07:04:05Z"})") ==
          "is not a summary: expected started_at and ended_at to be times");
    CHECK(problem_of(std::string("{") + kRequired + R"(, "end_manifest": 7})") ==
          "is not a summary: expected end_manifest to be a list");
}
