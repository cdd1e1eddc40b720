// Manifests to JSON and back; linear in the number of files.
#include "record/manifest.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"
#include "record/json_file.hpp"
#include "record/optional_members.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace ctask {

namespace {

/// Of a size.
constexpr std::size_t kMostDigits = std::numeric_limits<std::uint64_t>::digits10 + 1;
/// Handed to the writer at once, in bytes.
constexpr std::size_t kManyEntries = std::size_t{16} * 1024;

/// Whether a path from a file names something below the workspace.
bool stays_inside(std::string_view path)
{
    if (path.empty() || path.front() == '/' || path.find('\0') != std::string_view::npos) return false;
    for (std::size_t at = path.find(".."); at != std::string_view::npos; at = path.find("..", at + 1)) {
        const bool starts = at == 0 || path[at - 1] == '/';
        const bool ends = at + 2 == path.size() || path[at + 2] == '/';
        if (starts && ends) return false;
    }
    return true;
}

std::string_view valid_part_of(std::string_view path)
{
    while (!is_valid_utf8(path)) path = path.substr(0, path.find('/') < path.size() ? path.rfind('/') : 0);
    return path;
}

} // namespace

void FileReader::add(const JsonValue& entry)
{
    constexpr std::array<std::string_view, 4> kKeys = {"path", "size", "mtime", "path_base64"};
    const auto [path_member, size_member, time_member, raw_member] = entry.members(kKeys);
    auto path = path_member.text_view();
    std::optional<std::string> raw;
    if (const auto encoded = raw_member.text_view()) {
        raw = from_base64(*encoded);
        path = raw;
    }
    const auto size = size_member.number();
    const auto written = time_member.text_view();
    const auto modified = written ? times_.read(*written) : std::nullopt;
    if (!path || !size || *size < 0 || !modified) return;
    // Most files have the directory of the file before them, which has been judged.
    const std::string_view directory = directory_part(*path);
    const std::string_view name = path->substr(directory.size());
    const bool is_known = !directory.empty() && directory == parent_;
    if (name.empty() || !stays_inside(is_known ? name : *path)) return;
    if (is_known ? rules_.skips_file(*path) : rules_.leaves_out(*path)) return;
    if (!is_known) parent_ = directory;
    files_.add(directory, name, static_cast<std::uint64_t>(*size), modified->time_since_epoch().count());
}

FileList FileReader::take()
{
    files_.sort();
    return std::move(files_);
}

void write_files(JsonWriter& json, const FileList& files)
{
    json.begin_array();
    // The same in every entry, of which there may be a million.
    const std::string path_lead = json.element_lead() + "{" + json.member_lead("path");
    const std::string raw_lead = "," + json.member_lead("path_base64");
    const std::string size_lead = "," + json.member_lead("size");
    const std::string time_lead = "," + json.member_lead("mtime") + '"';
    const std::string end = '"' + json.object_end();
    std::string stats = size_lead;
    stats.resize(size_lead.size() + kMostDigits + time_lead.size() + TimesWriter::kLongest + end.size());
    char* const size_at = stats.data() + size_lead.size();
    std::string entries;
    TimesWriter times;
    for (const FileEntry& file : files) {
        entries += path_lead;
        const bool is_plain = append_json_string(entries, file.path);
        if (!is_plain && !is_valid_utf8(file.path))
            append_json_string(entries += raw_lead, to_base64(file.path));
        char* at = std::to_chars(size_at, size_at + kMostDigits, file.size).ptr;
        at = std::copy(time_lead.begin(), time_lead.end(), at);
        at = times.write(at, WallTime(Nanoseconds(file.modified)));
        at = std::copy(end.begin(), end.end(), at);
        entries.append(stats.data(), at);
        if (entries.size() < kManyEntries) continue;
        json.ready_elements(entries);
        entries.clear();
    }
    json.ready_elements(entries).end_array();
}

std::vector<std::string> read_unreadable(const JsonValue& value)
{
    std::vector<std::string> unreadable = value.texts();
    std::sort(unreadable.begin(), unreadable.end());
    return unreadable;
}

void write_unreadable(JsonWriter& json, const std::vector<std::string>& unreadable)
{
    json.begin_array();
    for (const std::string& path : unreadable) json.value(valid_part_of(path));
    json.end_array();
}

namespace {

std::optional<Manifest> manifest_of(const JsonDocument& document, FileReader& files, std::string& problem)
{
    const JsonValue root = document.root();
    const auto captured_at = root["captured_at"].time();
    const JsonValue listed = root["files"];
    if (!root.is_object())
        problem = "is not a manifest: expected an object";
    else if (!captured_at)
        problem = "is not a manifest: expected captured_at to be a time";
    else if (!listed.is_array() && !listed.is_null_or_absent())
        problem = "is not a manifest: expected files to be a list";
    if (!problem.empty()) return std::nullopt;

    Manifest manifest;
    manifest.captured_at = *captured_at;
    manifest.session_id = root["session_id"].text().value_or("");
    manifest.files = files.take();
    manifest.unreadable = read_unreadable(root["unreadable"]);
    manifest.unknown = root.members_but({"captured_at", "session_id", "files", "unreadable"});
    return manifest;
}

} // namespace

std::optional<Manifest> parse_manifest(std::string_view bytes, const ScanRules& rules, std::string& problem)
{
    FileReader files(rules);
    JsonInParts json("files", [&files](const JsonValue& entry) { files.add(entry); });
    json.add(bytes);
    const std::optional<JsonDocument> document = json.finish(problem);
    return document ? manifest_of(*document, files, problem) : std::nullopt;
}

std::optional<Manifest> read_manifest_file(const Directory& directory, const std::string& name,
                                           const ScanRules& rules, std::string& problem)
{
    FileReader files(rules);
    const auto add = [&files](const JsonValue& entry) { files.add(entry); };
    const JsonFile read = read_json_file(directory, name, kManifestLimit, "files", add);
    problem = read.file.problem;
    return read.document ? manifest_of(*read.document, files, problem) : std::nullopt;
}

void write_manifest(ByteSink& sink, const Manifest& manifest)
{
    JsonWriter json(sink);
    json.begin_object();
    json.key("captured_at").value(format_time(manifest.captured_at));
    if (!manifest.session_id.empty()) json.key("session_id").value(manifest.session_id);
    json.key("files");
    write_files(json, manifest.files);
    if (!manifest.unreadable.empty()) {
        json.key("unreadable");
        write_unreadable(json, manifest.unreadable);
    }
    write_members(json, manifest.unknown);
    json.end_object();
    json.finish();
}

} // namespace ctask
