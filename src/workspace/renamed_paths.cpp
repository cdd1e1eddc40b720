// Rewriting what is on record after a rename. The caller holds the write lock.
#include "workspace/renamed_paths.hpp"

#include "record/listing.hpp"
#include "record/manifest.hpp"
#include "record/summary.hpp"
#include "workspace/built_in_files.hpp"
#include "workspace/layout.hpp"

#include <algorithm>
#include <exception>
#include <functional>

namespace ctask {
namespace {

/// Notes longer than that have no business being rewritten for a heading.
constexpr std::size_t kNotesLimit = std::size_t{16} << 20;

/// What becomes of the lists that are on record.
struct RecordChange {
    /// Gives back the list of files that takes the place of another; nothing when that stays.
    std::function<std::optional<Listing>(const Listing&)> list;
    /// Changes the names of what a session changed; false when they stay.
    std::function<bool(Changes&)> names = [](Changes&) { return false; };
};

/// A directory's new name, put into paths.
class PathMove {
  public:
    PathMove(std::string from, std::string to) : from_(std::move(from)), to_(std::move(to)) {}

    std::optional<Listing> moved(const Listing& list) const
    {
        Listing result;
        result.unreadable = list.unreadable;
        bool any = move(result.unreadable);
        for (const FileEntry& file : list.files) {
            any = any || is_below(file.path);
            result.files.add(moved_path(file.path), file.size, file.modified);
        }
        if (!any) return std::nullopt;
        result.files.sort();
        return result;
    }

    /// False when none is below the directory.
    bool move(std::vector<std::string>& paths) const
    {
        if (std::none_of(paths.begin(), paths.end(), [this](const auto& path) { return is_below(path); }))
            return false;
        for (std::string& path : paths) path = moved_path(path);
        std::sort(paths.begin(), paths.end());
        return true;
    }

    bool move(Changes& changes) const
    {
        bool any = false;
        for (auto* names : {&changes.added, &changes.modified, &changes.deleted}) any = move(*names) || any;
        return any;
    }

  private:
    bool is_below(std::string_view path) const
    {
        return path.starts_with(from_) && (path.size() == from_.size() || path[from_.size()] == '/');
    }

    std::string moved_path(std::string_view path) const
    {
        return is_below(path) ? to_ + std::string(path.substr(from_.size())) : std::string(path);
    }

    std::string from_;
    std::string to_;
};

void change_summary(Directory& state, const RecordChange& change)
{
    FileContent found;
    std::optional<Summary> summary = read_summary_file(state, layout::kSummary, ScanRules(), found);
    if (!summary) return;
    bool any = change.names(summary->changes);
    if (summary->end_manifest) {
        Listing end{std::move(*summary->end_manifest), std::move(summary->end_unreadable)};
        if (std::optional<Listing> changed = change.list(end)) {
            end = std::move(*changed);
            any = true;
        }
        summary->end_manifest = std::move(end.files);
        summary->end_unreadable = std::move(end.unreadable);
    }
    if (!any) return;
    const auto produce = [&summary](ByteSink& sink) { write_summary(sink, *summary); };
    state.write(layout::kSummary, produce, Durability::synced, kPrivateFile);
}

void change_start_manifest(Directory& state, const std::string& file, const RecordChange& change)
{
    std::string problem;
    std::optional<Manifest> manifest = read_manifest_file(state, file, ScanRules(), problem);
    if (!manifest) return;
    const Listing start{std::move(manifest->files), std::move(manifest->unreadable)};
    std::optional<Listing> changed = change.list(start);
    if (!changed) return;
    manifest->files = std::move(changed->files);
    manifest->unreadable = std::move(changed->unreadable);
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

void change_record(Directory& state, const RecordChange& change)
{
    attempt([&] { change_summary(state, change); });
    attempt([&] { change_start_manifest(state, layout::kStartManifest, change); });
    for (const std::string& name : state.names(layout::kCoexisting))
        if (name.ends_with(layout::kManifestSuffix))
            attempt([&] { change_start_manifest(state, layout::kCoexisting + "/" + name, change); });
}

std::optional<Listing> with_new_stamp(const Listing& list, const std::string& name, const FileStamp& before,
                                      const FileStamp& after)
{
    const auto nanoseconds = [](const FileStamp& stamp) { return stamp.modified.time_since_epoch().count(); };
    Listing changed{{}, list.unreadable};
    bool any = false;
    for (FileEntry file : list.files) {
        if (file.path == name && file.size == before.size && file.modified == nanoseconds(before)) {
            file.size = after.size;
            file.modified = nanoseconds(after);
            any = true;
        }
        changed.files.add(file.path, file.size, file.modified);
    }
    if (!any) return std::nullopt;
    changed.files.sort();
    return changed;
}

void replace_text(Directory& workspace, const std::string& name, const FileStamp& before,
                  const std::string& text)
{
    workspace.write(name, text, Durability::synced, kSharedFile);
    const std::optional<FileStamp> after = workspace.stamp_of(name);
    const std::unique_ptr<Directory> state = workspace.open(layout::kState);
    RecordChange change;
    change.list = [&](const Listing& list) { return with_new_stamp(list, name, before, *after); };
    if (after) change_record(*state, change);
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
        const PathMove move(from, to);
        RecordChange change;
        change.list = [&move](const Listing& list) { return move.moved(list); };
        change.names = [&move](Changes& changes) { return move.move(changes); };
        change_record(*state, change);
    });
}

void rename_in_texts(Directory& workspace, const TaskFile& before, const TaskFile& after) noexcept
{
    attempt([&] { rename_heading_of_notes(workspace, before, after); });
    attempt([&] { rename_in_instructions(workspace, before, after); });
}

} // namespace ctask
