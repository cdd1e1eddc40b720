// The history: one line a session, lists cut with their full counts, bad lines passed over and counted.
#include "record/json_reader.hpp"
#include "record/summary.hpp"

#include "support/doctest.hpp"

#include <algorithm>
#include <string>

using namespace ctask;

namespace {

Summary session(const std::string& id)
{
    Summary summary;
    summary.session_id = id;
    summary.started_at = *parse_time("2026-11-23T07:04:05Z");
    summary.ended_at = *parse_time("2026-11-23T07:05:05Z");
    summary.end_manifest.emplace();
    return summary;
}

std::vector<std::string> names(std::size_t count)
{
    std::vector<std::string> all;
    for (std::size_t index = 0; index < count; ++index) all.push_back("file" + std::to_string(index));
    return all;
}

} // namespace

TEST_CASE("a history line is one line, with counts and without the end manifest")
{
    Summary summary = session("s\n1");
    summary.changes.deleted = {"a\nb"};

    const std::string line = history_line(summary);

    CHECK(std::count(line.begin(), line.end(), '\n') == 1);
    CHECK(line.ends_with("}\n"));
    CHECK(line.find("end_manifest") == std::string::npos);
    const auto entry = parse_history_line(line);
    REQUIRE(entry);
    CHECK(entry->session.session_id == "s\n1");
    CHECK(entry->session.changes == summary.changes);
    CHECK(entry->deleted_count == 1);
    CHECK(entry->added_count == 0);
}

TEST_CASE("lists are cut at a thousand names and keep their full counts")
{
    for (const std::size_t count : {std::size_t{999}, kHistoryNames, std::size_t{1001}, std::size_t{5000}}) {
        Summary summary = session("s");
        summary.changes.added = names(count);
        summary.changes.modified = names(count + 1);

        const auto entry = parse_history_line(history_line(summary));

        REQUIRE(entry);
        CHECK(entry->session.changes.added == names(std::min(count, kHistoryNames)));
        CHECK(entry->added_count == count);
        CHECK(entry->modified_count == count + 1);
        CHECK(entry->deleted_count == 0);
    }
}

TEST_CASE("an entry that was read back is written with its own full counts")
{
    Summary summary = session("s");
    summary.changes.added = names(1234);
    const auto entry = parse_history_line(history_line(summary));
    REQUIRE(entry);

    StringSink sink;
    JsonWriter json(sink, JsonWriter::Layout::one_line);
    json.begin_object();
    write_session_members(json, *entry);
    json.end_object();
    json.finish();

    CHECK(sink.text + "\n" == history_line(summary));
}

TEST_CASE("a count that says less than the names is not believed")
{
    const auto entry = parse_history_line(R"({"session_id": "s", "started_at": "2026-11-23T07:04:05Z",
        "ended_at": "2026-11-23T07:04:05Z", "files_added": ["a", "b"], "files_added_count": -1,
        "files_deleted": ["c"], "files_deleted_count": 0, "files_modified_count": 7})");

    REQUIRE(entry);
    CHECK(entry->added_count == 2);
    CHECK(entry->deleted_count == 1);
    CHECK(entry->modified_count == 7);
}

TEST_CASE("bad lines in a history are counted and passed over, blank ones only passed over")
{
    const std::string bytes = history_line(session("1")) + "\n{\"torn\": \n  \r\n" +
                              history_line(session("2")) + std::string(64, '\0') + "\n{}\n" +
                              history_line(session("3")).substr(0, 40);
    std::size_t bad_lines = 99;

    const auto entries = parse_history(bytes, bad_lines);

    REQUIRE(entries.size() == 2);
    CHECK(entries[0].session.session_id == "1");
    CHECK(entries[1].session.session_id == "2");
    CHECK(bad_lines == 4);
}

TEST_CASE("a last line without its line feed is read")
{
    std::string bytes = history_line(session("1")) + history_line(session("2"));
    bytes.pop_back();
    std::size_t bad_lines = 99;

    CHECK(parse_history(bytes, bad_lines).size() == 2);
    CHECK(bad_lines == 0);
    CHECK(parse_history("", bad_lines).empty());
}
