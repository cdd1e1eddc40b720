// Rewriting what is on record after a rename. The caller holds the write lock.
#include "workspace/renamed_paths.hpp"

#include "record/json_file.hpp"
#include "record/manifest.hpp"
#include "record/summary.hpp"
#include "workspace/built_in_files.hpp"
#include "workspace/layout.hpp"

#include <exception>
#include <functional>

namespace ctask {
namespace {

/// Notes longer than that have no business being rewritten for a heading.
constexpr std::size_t kNotesLimit = std::size_t{16} << 20;

/// Gives back the list of files that takes the place of another; nothing when that stays.
using ListChange = std::function<std::optional<FileList>(const FileList&)>;

std::optional<FileList> with_moved_paths(const FileList& files, const std::string& from,
                                         const std::string& to)
{
    const std::string old_start = from + "/";
    FileList moved;
    bool any = false;
    for (std::size_t index = 0; index < files.size(); ++index) {
        const FileEntry file = files[index];
        const bool is_below = file.path.starts_with(old_start);
        any = any || is_below;
        if (is_below)
            moved.add(to + "/" + std::string(file.path.substr(old_start.size())), file.size, file.modified);
        else
            moved.add(file.path, file.size, file.modified);
    }
    if (!any) return std::nullopt;
    moved.sort();
    return moved;
}

void change_end_manifest(Directory& state, const ListChange& change)
{
    const FileContent content = read_json_file(state, layout::kSummary, kManifestLimit);
    if (!content.present()) return;
    std::string problem;
    std::optional<Summary> summary = parse_summary(content.bytes, ScanRules(), problem);
    if (!summary || !summary->end_manifest) return;
    std::optional<FileList> changed = change(*summary->end_manifest);
    if (!changed) return;
    summary->end_manifest = std::move(changed);
    const auto produce = [&summary](ByteSink& sink) { write_summary(sink, *summary); };
    state.write(layout::kSummary, produce, Durability::synced, kPrivateFile);
}

void change_start_manifest(Directory& state, const std::string& file, const ListChange& change)
{
    const FileContent content = read_json_file(state, file, kManifestLimit);
    if (!content.present()) return;
    std::string problem;
    std::optional<Manifest> manifest = parse_manifest(content.bytes, ScanRules(), problem);
    if (!manifest) return;
    std::optional<FileList> changed = change(manifest->files);
    if (!changed) return;
    manifest->files = std::move(*changed);
    const auto produce = [&manifest](ByteSink& sink) { write_manifest(sink, *manifest); };
    state.write(file, produce, Durability::buffered, kPrivateFile);
}

void attempt(const std::function<void()>& part) noexcept
{
    try {
        part();
    } catch (const std::exception&) {
        return;
    }
}

void change_manifests(Directory& state, const ListChange& change)
{
    attempt([&] { change_end_manifest(state, change); });
    attempt([&] { change_start_manifest(state, layout::kStartManifest, change); });
    for (const std::string& name : state.names(layout::kCoexisting))
        if (name.ends_with(layout::kManifestSuffix))
            attempt([&] { change_start_manifest(state, layout::kCoexisting + "/" + name, change); });
}

std::optional<FileList> with_new_stamp(const FileList& files, const std::string& name,
                                       const FileStamp& before, const FileStamp& after)
{
    const auto nanoseconds = [](const FileStamp& stamp) { return stamp.modified.time_since_epoch().count(); };
    FileList changed;
    bool any = false;
    for (std::size_t index = 0; index < files.size(); ++index) {
        FileEntry file = files[index];
        if (file.path == name && file.size == before.size && file.modified == nanoseconds(before)) {
            file.size = after.size;
            file.modified = nanoseconds(after);
            any = true;
        }
        changed.add(file.path, file.size, file.modified);
    }
    if (!any) return std::nullopt;
    changed.sort();
    return changed;
}

void replace_text(Directory& workspace, const std::string& name, const FileStamp& before,
                  const std::string& text)
{
    workspace.write(name, text, Durability::synced, kSharedFile);
    const std::optional<FileStamp> after = workspace.stamp_of(name);
    const std::unique_ptr<Directory> state = workspace.open(layout::kState);
    if (after)
        change_manifests(*state,
                         [&](const FileList& files) { return with_new_stamp(files, name, before, *after); });
}

std::string first_line(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

void rename_heading_of_notes(Directory& workspace, const TaskFile& before, const TaskFile& after)
{
    const std::string old_heading = first_line(built_in_text(layout::kNotes, before));
    const std::string new_heading = first_line(built_in_text(layout::kNotes, after));
    const FileContent notes = workspace.read(layout::kNotes, kNotesLimit);
    if (notes.present() && old_heading != new_heading && first_line(notes.bytes) == old_heading)
        replace_text(workspace, layout::kNotes, notes.stamp,
                     new_heading + notes.bytes.substr(old_heading.size()));
}

void rename_in_instructions(Directory& workspace, const TaskFile& before, const TaskFile& after)
{
    const std::string old_text = built_in_text(layout::kAgents, before);
    const std::string new_text = built_in_text(layout::kAgents, after);
    const FileContent agents = workspace.read(layout::kAgents, old_text.size());
    if (agents.present() && old_text != new_text && agents.bytes == old_text)
        replace_text(workspace, layout::kAgents, agents.stamp, new_text);
}

} // namespace

void move_recorded_paths(Directory& workspace, const std::string& from, const std::string& to) noexcept
{
    if (from == to || from.empty()) return;
    attempt([&] {
        const std::unique_ptr<Directory> state = workspace.open(layout::kState);
        change_manifests(*state, [&](const FileList& files) { return with_moved_paths(files, from, to); });
    });
}

void rename_in_texts(Directory& workspace, const TaskFile& before, const TaskFile& after) noexcept
{
    attempt([&] { rename_heading_of_notes(workspace, before, after); });
    attempt([&] { rename_in_instructions(workspace, before, after); });
}

} // namespace ctask
