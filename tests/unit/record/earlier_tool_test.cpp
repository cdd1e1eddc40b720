// Files as the earlier tool of the same name left them are read, and changed without harm.
#include "record/lease.hpp"
#include "record/manifest.hpp"
#include "record/summary.hpp"
#include "record/task_file.hpp"

#include "record/fixtures_path.hpp"

#include "support/doctest.hpp"

#include <fstream>
#include <iterator>
#include <string>

using namespace ctask;

namespace {

std::string fixture(const std::string& name)
{
    std::ifstream file(CTASK_FIXTURES "/earlier_tool/" + name, std::ios::binary);
    REQUIRE_MESSAGE(file, name);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("a lease without pid_start is read with its host and heartbeat")
{
    std::string problem;

    const auto lease = parse_lease(fixture("session.json"), problem);

    REQUIRE_MESSAGE(lease, problem);
    CHECK(lease->session_id == "workbench-4711-20250914T081502Z");
    CHECK(lease->pid == 4711);
    CHECK(lease->pid_start == 0);
    CHECK(lease->child_pid == 0);
    CHECK(lease->hostname == "workbench");
    CHECK(lease->boot_id.empty());
    CHECK(lease->mode == "direct");
    CHECK(lease->heartbeat_at == parse_time("2025-09-14T06:47:32.118306271Z"));
}

TEST_CASE("an old manifest is read sorted, without what is not listed any more")
{
    std::string problem;

    const auto manifest = parse_manifest(fixture("manifest-start.json"), ScanRules(), problem);

    REQUIRE_MESSAGE(manifest, problem);
    CHECK(manifest->session_id.empty());
    REQUIRE(manifest->files.size() == 2);
    CHECK(manifest->files[0].path == "context/brief.txt");
    CHECK(manifest->files[1].path == "output/report.md");
}

TEST_CASE("an old manifest's whole seconds match times with nanoseconds")
{
    std::string problem;
    const auto manifest = parse_manifest(fixture("manifest-start.json"), ScanRules(), problem);
    REQUIRE_MESSAGE(manifest, problem);
    FileList now;
    now.add("context/brief.txt", 96, manifest->files[0].modified + 123456789);
    now.add("output/report.md", 1804, manifest->files[1].modified + 1000000000);

    const Changes changes = compare(manifest->files, now);

    CHECK(changes == Changes{{}, {"output/report.md"}, {}});
}

TEST_CASE("a null list is an empty one")
{
    std::string problem;

    const auto manifest = parse_manifest(fixture("manifest-empty.json"), ScanRules(), problem);

    REQUIRE_MESSAGE(manifest, problem);
    CHECK(manifest->files.empty());
}

TEST_CASE("a summary without the optional keys is read")
{
    std::string problem;

    const auto summary = parse_summary(fixture("last-session-summary.json"), ScanRules(), problem);

    REQUIRE_MESSAGE(summary, problem);
    CHECK(summary->agent == "claude");
    CHECK(summary->duration_seconds == 2258);
    CHECK(summary->changes == Changes{{}, {"notes.md", "output/report.md"}, {}});
    CHECK(summary->changes_known);
    CHECK(summary->notes_updated);
    CHECK(summary->end_reason.empty());
    CHECK_FALSE(summary->exit_code);
    CHECK_FALSE(summary->end_manifest);
}

TEST_CASE("a task.yaml with comments and unknown keys is read and keeps them when it is changed")
{
    const std::string text = fixture("task.yaml");

    const TaskFile task = parse_task_file(text, "task.yaml");
    CHECK(task.id == "20250912-170244");
    CHECK(task.title == "Quarterly report: draft");
    CHECK(task.agent.name() == "claude");
    CHECK(task.schema_version == 1);

    const std::string changed = change_task_file(text,
                                                 {{"updated_at", "2026-11-23T07:04:05Z"},
                                                  {"status", "archived"},
                                                  {"archived_at", "2026-11-23T07:04:05Z"}},
                                                 "task.yaml");

    std::string expected = text;
    expected.replace(expected.find("2025-09-13T10:40:00Z"), 20, "2026-11-23T07:04:05Z");
    expected.replace(expected.find("status: active"), 14, "status: archived");
    CHECK(changed == expected + "archived_at: 2026-11-23T07:04:05Z\n");
}
