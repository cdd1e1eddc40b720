// Summaries to JSON and back, and the members that they share with the history.
#include "record/summary.hpp"

#include "base/time_bounds.hpp"
#include "record/json_file.hpp"
#include "record/manifest.hpp"
#include "record/optional_members.hpp"
#include "record/summary_members.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace ctask {

namespace {

/// All but the unknown one.
constexpr std::pair<EndReason, const char*> kEndReasons[] = {
    {EndReason::child_exited, "child_exited"},
    {EndReason::tmux_session_ended, "tmux_session_ended"},
    {EndReason::interrupted, "interrupted"},
    {EndReason::timed_out, "timed_out"},
};

/// The full counts of lists that may hold fewer names.
struct Counts {
    std::size_t added;
    std::size_t modified;
    std::size_t deleted;
};

void write_names(JsonWriter& json, const std::string& key, const std::vector<std::string>& names,
                 std::size_t names_at_most, std::size_t count)
{
    json.key(key).begin_array();
    for (std::size_t index = 0; index < std::min(names.size(), names_at_most); ++index)
        json.value(names[index]);
    json.end_array();
    if (names_at_most != kAllNames) json.key(key + "_count").value(std::uint64_t{count});
}

void write_times(JsonWriter& json, const Summary& summary)
{
    if (!summary.took_place) {
        for (const char* key : {"started_at", "ended_at", "duration_seconds"}) json.key(key).null();
        return;
    }
    json.key("started_at").value(format_time(summary.started_at));
    json.key("ended_at").value(format_time(summary.ended_at));
    json.key("duration_seconds").value(summary.duration_seconds);
}

void write_members(JsonWriter& json, const Summary& summary, std::size_t names_at_most, const Counts& counts)
{
    write_or_null(json, "session_id", summary.session_id);
    write_or_null(json, "hostname", summary.hostname);
    write_or_null(json, "agent", summary.agent);
    write_or_null(json, "mode", summary.mode);
    write_times(json, summary);
    write_names(json, "files_added", summary.changes.added, names_at_most, counts.added);
    write_names(json, "files_modified", summary.changes.modified, names_at_most, counts.modified);
    write_names(json, "files_deleted", summary.changes.deleted, names_at_most, counts.deleted);
    json.key("notes_updated").value(summary.notes_updated);

    write_if_set(json, "end_reason", summary.end_reason);
    write_if_set(json, "detected_via", summary.detected_via);
    if (!summary.exit_signal.empty())
        json.key("exit_signal").value(summary.exit_signal);
    else if (summary.exit_code)
        json.key("exit_code").value(*summary.exit_code);
    write_if_set(json, "session_ownership", summary.session_ownership);
    write_if_set(json, "adopted_from_orphan_at", summary.adopted_from_orphan_at);
    if (!summary.changes_known) json.key("changes_unknown").value(true);
}

/// All that may stand in the file of a summary.
std::vector<std::string_view> known_keys()
{
    return {"session_id",
            "hostname",
            "agent",
            "mode",
            "started_at",
            "ended_at",
            "duration_seconds",
            "files_added",
            "files_modified",
            "files_deleted",
            "notes_updated",
            "end_reason",
            "detected_via",
            "exit_code",
            "exit_signal",
            "session_ownership",
            "adopted_from_orphan_at",
            "changes_unknown",
            "end_manifest",
            "end_unreadable"};
}

std::int64_t read_duration(const JsonValue& value, const Summary& summary)
{
    // What is told to people must fit into nanoseconds.
    constexpr Seconds kLongest = std::chrono::floor<Seconds>(Nanoseconds::max());
    const auto number = value.number();
    if (number && *number >= 0) return std::min<std::int64_t>(*number, kLongest.count());
    const auto between = std::chrono::floor<Seconds>(time_between(summary.started_at, summary.ended_at));
    return std::max<std::int64_t>(0, between.count());
}

std::optional<int> read_exit_code(const JsonValue& value)
{
    const auto number = value.number();
    if (!number || *number < 0 || *number > std::numeric_limits<int>::max()) return std::nullopt;
    return static_cast<int>(*number);
}

} // namespace

std::string name_of(EndReason reason)
{
    for (const auto& [each, name] : kEndReasons)
        if (each == reason) return name;
    return {};
}

EndReason end_reason_of(const Summary& summary)
{
    for (const auto& [reason, name] : kEndReasons)
        if (summary.end_reason == name) return reason;
    return EndReason::unknown;
}

void write_session_members(JsonWriter& json, const Summary& summary, std::size_t names_at_most)
{
    const Changes& changes = summary.changes;
    const Counts counts{changes.added.size(), changes.modified.size(), changes.deleted.size()};
    write_members(json, summary, names_at_most, counts);
}

void write_session_members(JsonWriter& json, const HistoryEntry& entry)
{
    const Counts counts{entry.added_count, entry.modified_count, entry.deleted_count};
    write_members(json, entry.session, kHistoryNames, counts);
}

std::optional<Summary> read_session_members(const JsonValue& root, std::string& problem)
{
    Summary summary;
    const auto started_at = root["started_at"].time();
    const auto ended_at = root["ended_at"].time();
    summary.session_id = root["session_id"].text().value_or("");
    problem.clear();
    if (!root.is_object())
        problem = "is not a summary: expected an object";
    else if (summary.session_id.empty())
        problem = "is not a summary: expected a session_id";
    else if (!started_at || !ended_at)
        problem = "is not a summary: expected started_at and ended_at to be times";
    if (!problem.empty()) return std::nullopt;

    summary.hostname = root["hostname"].text().value_or("");
    summary.agent = root["agent"].text().value_or("");
    summary.mode = root["mode"].text().value_or("");
    summary.started_at = *started_at;
    summary.ended_at = *ended_at;
    summary.duration_seconds = read_duration(root["duration_seconds"], summary);
    summary.changes.added = root["files_added"].texts();
    summary.changes.modified = root["files_modified"].texts();
    summary.changes.deleted = root["files_deleted"].texts();
    summary.changes_known = !root["changes_unknown"].truth().value_or(false);
    summary.notes_updated = root["notes_updated"].truth().value_or(false);
    summary.end_reason = root["end_reason"].text().value_or("");
    summary.detected_via = root["detected_via"].text().value_or("");
    summary.exit_code = read_exit_code(root["exit_code"]);
    summary.exit_signal = root["exit_signal"].text().value_or("");
    summary.session_ownership = root["session_ownership"].text().value_or("");
    summary.adopted_from_orphan_at = root["adopted_from_orphan_at"].time();
    return summary;
}

namespace {

std::optional<Summary> summary_of(const JsonDocument& document, FileReader& files, std::string& problem)
{
    const JsonValue root = document.root();
    auto summary = read_session_members(root, problem);
    if (!summary) return std::nullopt;
    summary->unknown = root.members_but(known_keys());
    const JsonValue end_manifest = root["end_manifest"];
    // A workspace is never empty, so null here means that none was taken.
    if (end_manifest.is_null_or_absent()) return summary;

    if (!end_manifest.is_array()) {
        problem = "is not a summary: expected end_manifest to be a list";
        return std::nullopt;
    }
    summary->end_manifest = files.take();
    summary->end_unreadable = read_unreadable(root["end_unreadable"]);
    return summary;
}

} // namespace

std::optional<Summary> parse_summary(std::string_view bytes, const ScanRules& rules, std::string& problem)
{
    FileReader files(rules);
    JsonInParts json("end_manifest", [&files](const JsonValue& entry) { files.add(entry); });
    json.add(bytes);
    const std::optional<JsonDocument> document = json.finish(problem);
    return document ? summary_of(*document, files, problem) : std::nullopt;
}

std::optional<Summary> read_summary_file(const Directory& directory, const std::string& name,
                                         const ScanRules& rules, FileContent& found)
{
    FileReader files(rules);
    const auto add = [&files](const JsonValue& entry) { files.add(entry); };
    JsonFile read = read_json_file(directory, name, kManifestLimit, "end_manifest", add);
    found = std::move(read.file);
    return read.document ? summary_of(*read.document, files, found.problem) : std::nullopt;
}

void write_summary(ByteSink& sink, const Summary& summary)
{
    JsonWriter json(sink);
    json.begin_object();
    write_session_members(json, summary, kAllNames);
    if (summary.end_manifest) {
        json.key("end_manifest");
        write_files(json, *summary.end_manifest);
    }
    if (!summary.end_unreadable.empty()) {
        json.key("end_unreadable");
        write_unreadable(json, summary.end_unreadable);
    }
    write_members(json, summary.unknown);
    json.end_object();
    json.finish();
}

HistoryEntry entry_of(Summary session)
{
    HistoryEntry entry;
    entry.added_count = session.changes.added.size();
    entry.modified_count = session.changes.modified.size();
    entry.deleted_count = session.changes.deleted.size();
    entry.session = std::move(session);
    return entry;
}

} // namespace ctask
