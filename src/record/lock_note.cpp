// The note in the write lock, written and read.
#include "record/lock_note.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "record/json_reader.hpp"

namespace ctask {

std::string format_lock_note(const LockNote& note)
{
    StringSink sink;
    JsonWriter json(sink, JsonWriter::Layout::one_line);
    json.begin_object().key("v").value(2);
    json.key("pid").value(static_cast<std::int64_t>(note.pid)).key("pid_start").value(note.pid_start);
    json.key("hostname").value(note.hostname).key("boot_id").value(note.boot_id);
    json.key("session_id").value(note.session_id).end_object();
    json.finish();
    return sink.text;
}

std::string host_in_lock_note(std::string_view content)
{
    std::string problem;
    const auto document = JsonDocument::parse(content, problem);
    return document ? document->root()["hostname"].text().value_or("") : "";
}

std::string describe_lock_holder(std::string_view content)
{
    std::string problem;
    const auto document = JsonDocument::parse(content, problem);
    const auto pid = document ? document->root()["pid"].number() : std::nullopt;
    if (!pid) return content.empty() ? "somebody" : visible(content);
    std::string holder = "pid " + std::to_string(*pid);
    const auto host = document->root()["hostname"].text();
    if (host && !host->empty()) holder += " on " + visible(*host);
    return holder;
}

} // namespace ctask
