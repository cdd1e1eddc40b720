// The note of a workspace in the trash, written and read.
#include "record/trash_note.hpp"

#include "base/base64.hpp"
#include "base/unicode.hpp"
#include "record/json_reader.hpp"

#include <algorithm>

namespace ctask {

namespace {

bool is_place(std::string_view path)
{
    if (path.empty() || path.find('\0') != path.npos) return false;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string_view component = path.substr(start, end - start);
        if (component.empty() || component == "." || component == "..") return false;
        start = end + 1;
    }
    return true;
}

} // namespace

std::string format_trash_note(const TrashNote& note)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_object();
    json.key("place").value(note.place);
    if (!is_valid_utf8(note.place)) json.key("place_base64").value(to_base64(note.place));
    json.key("trashed_at").value(format_time(note.trashed_at));
    json.key("reason").value(note.reason);
    json.end_object();
    json.finish();
    return sink.text;
}

std::optional<TrashNote> parse_trash_note(std::string_view bytes)
{
    std::string problem;
    const auto document = JsonDocument::parse(bytes, problem);
    if (!document) return std::nullopt;
    const JsonValue root = document->root();
    TrashNote note;
    note.place = root["place"].text().value_or("");
    if (const auto encoded = root["place_base64"].text()) note.place = from_base64(*encoded).value_or("");
    if (!is_place(note.place)) return std::nullopt;
    note.trashed_at = root["trashed_at"].time().value_or(WallTime{});
    note.reason = root["reason"].text().value_or("");
    return note;
}

} // namespace ctask
