// The history part of summary.hpp: a line a session, each a summary without its end_manifest.
#include "record/manifest.hpp"
#include "record/summary.hpp"
#include "record/summary_members.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// Never fewer than the names that the line itself holds.
std::size_t read_count(const JsonValue& value, std::size_t names)
{
    const auto number = value.number();
    return number && *number > 0 ? std::max(names, static_cast<std::size_t>(*number)) : names;
}

} // namespace

std::string history_line(const Summary& summary)
{
    StringSink sink;
    JsonWriter json(sink, JsonWriter::Layout::one_line);
    json.begin_object();
    write_session_members(json, summary, kHistoryNames);
    json.end_object();
    json.finish();
    return std::move(sink.text) + '\n';
}

std::optional<HistoryEntry> parse_history_line(std::string_view line)
{
    std::string problem;
    const auto document = JsonDocument::parse(line, problem);
    if (!document) return std::nullopt;
    const JsonValue root = document->root();
    auto session = read_session_members(root, problem);
    if (!session) return std::nullopt;

    HistoryEntry entry;
    entry.session = std::move(*session);
    const Changes& changes = entry.session.changes;
    entry.added_count = read_count(root["files_added_count"], changes.added.size());
    entry.modified_count = read_count(root["files_modified_count"], changes.modified.size());
    entry.deleted_count = read_count(root["files_deleted_count"], changes.deleted.size());
    return entry;
}

std::vector<HistoryEntry> parse_history(std::string_view bytes, std::size_t& bad_lines)
{
    std::vector<HistoryEntry> entries;
    bad_lines = 0;
    while (!bytes.empty()) {
        const std::string_view line = bytes.substr(0, bytes.find('\n'));
        bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        if (auto entry = parse_history_line(line))
            entries.push_back(std::move(*entry));
        else
            ++bad_lines;
    }
    return entries;
}

} // namespace ctask
