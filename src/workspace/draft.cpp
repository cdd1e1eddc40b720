// Names are given out by making a directory: of many at once, one succeeds.
//
//   1. The name is free: there is no such workspace.
//   2. The draft for it is made, or an earlier draft of ours is moved there; only one of many can.
//   3. A second look at the name: since 1 another may have finished its own draft and given it the name.
// From then on nobody but us takes the name, other than with something that was not made as a draft.
#include "workspace/draft.hpp"

#include "base/error.hpp"
#include "workspace/layout.hpp"
#include "workspace/slug.hpp"
#include "workspace/trash.hpp"

namespace ctask {
namespace {

constexpr int kMostOfOneName = 10000;
constexpr Seconds kAbandonedAfter{3600};

void discard_if_abandoned(Files& files, const Directory& root, Directory& category, const std::string& name,
                          WallTime now)
{
    const std::optional<FileStamp> stamp = category.stamp_of(name);
    if (!stamp || stamp->kind != FileKind::directory) return;
    if (category.now_by_file_system() - stamp->modified < kAbandonedAfter) return;
    Workspace draft;
    draft.directory = category.open(name);
    draft.path = draft.directory->path();
    draft.name = name;
    draft.root = root.path();
    move_to_trash(files, draft, now, {});
}

} // namespace

bool is_draft(const std::string& name)
{
    const std::size_t around = 1 + layout::kDraftSuffix.size();
    if (name.size() <= around || !name.starts_with('.') || !name.ends_with(layout::kDraftSuffix))
        return false;
    return !date_of_name(std::string_view(name).substr(1, name.size() - around)).empty();
}

Draft reserve_name(Directory& category, const std::string& slug, WallTime now,
                   const std::function<bool(const std::string& slug)>& is_free, const Draft* so_far)
{
    std::string hidden = so_far ? so_far->hidden : std::string();
    for (int ordinal = 1; ordinal <= kMostOfOneName; ++ordinal) {
        Draft draft;
        draft.name = directory_name(now, slug, ordinal);
        draft.slug = ordinal > 1 ? slug + "-" + std::to_string(ordinal) : slug;
        draft.hidden = "." + draft.name + layout::kDraftSuffix;
        if (category.stamp_of(draft.name) || (is_free && !is_free(draft.slug))) continue;
        const bool ours = hidden.empty() ? category.make_directory(draft.hidden, kSharedDirectory)
                                         : category.move(hidden, category, draft.hidden);
        if (!ours) continue;
        hidden = draft.hidden;
        if (!category.stamp_of(draft.name)) return draft;
    }
    throw Failure("cannot create a workspace in " + category.path() + ": the names " +
                  directory_name(now, slug, 1) + "-N are all taken");
}

void sweep_drafts(Files& files, const Directory& root, Directory& category, WallTime now)
{
    std::vector<std::string> names;
    try {
        names = category.names();
    } catch (const std::system_error&) {
        // Whatever is in the way of creating something too will say so itself.
        return;
    }
    for (const std::string& name : names) {
        try {
            if (is_draft(name)) discard_if_abandoned(files, root, category, name, now);
        } catch (const std::exception&) {
            // What keeps this one is no reason to keep those behind it.
            continue;
        }
    }
}

} // namespace ctask
