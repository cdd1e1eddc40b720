// Removing for good: first a rename within the trash, by which the entry can no longer be brought back in
// parts.
#include "workspace/trash_removal.hpp"

#include "base/text.hpp"
#include "workspace/judged_move.hpp"
#include "workspace/layout.hpp"
#include "workspace/trash_look.hpp"
#include "workspace/trash_name.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace ctask {
namespace {

constexpr int kMostAttempts = 1000;

/// What stands under a name by which it would go for good, and is not what was to go, gets one of a workspace
/// in the trash. Returns the name that it has then.
std::string rescue(Directory& trash, const std::string& marked, const TrashName& parsed)
{
    for (int ordinal = 1; ordinal <= kMostAttempts; ++ordinal) {
        const std::string name = trash_name(parsed.trashed_at, parsed.name, false, ordinal);
        if (trash.move(marked, trash, name)) return name;
    }
    return marked;
}

/// Renames the very directory that was judged, and nothing else. Returns why not, or nothing.
std::string mark(InTrash& moved)
{
    const std::optional<TrashName> parsed = parse_trash_name(moved.name);
    if (!parsed) return "its name is none of the trash's";
    if (parsed->being_removed) return {};
    Directory& trash = *moved.trash;
    for (int ordinal = 1; ordinal <= kMostAttempts; ++ordinal) {
        const std::string name = trash_name(parsed->trashed_at, parsed->name, true, ordinal);
        switch (move_judged(trash, moved.name, trash, name, moved.stamp)) {
        case JudgedMove::moved:
            moved.name = name;
            return {};
        case JudgedMove::name_taken:
            continue;
        case JudgedMove::put_back:
            return kNotTheJudgedOne;
        case JudgedMove::stranded:
            // Whoever sees that name may remove what is under it, and was faster than the look at it.
            if (!trash.stamp_of(name)) {
                moved.name = name;
                return {};
            }
            return std::string(kNotTheJudgedOne) + ", and is called " + rescue(trash, name, *parsed) + " now";
        }
    }
    return "the names for what is being removed are all taken";
}

/// When the workspace was last touched, or the entry made, by the clock of its file system: a clock that was
/// behind when it was moved gave it a name that is too old.
WallTime last_touched(const Directory& trash, const std::string& name, const FileStamp& stamp)
{
    WallTime last = std::max(stamp.modified, stamp.changed);
    for (const std::string& file : {layout::kTaskFile, layout::kState}) {
        try {
            if (const auto found = trash.stamp_of(name + "/" + file)) last = std::max(last, found->modified);
        } catch (const std::system_error&) {
            // Closed even to its owner: its own times have to do.
            continue;
        }
    }
    return last;
}

class Expiry {
  public:
    Expiry(Files& files, uid_t owner, WallTime now, const KeepGoing& go_on)
        : files_(files), owner_(owner), now_(now), go_on_(go_on)
    {
    }

    void look_through(const std::string& root)
    {
        try {
            const std::unique_ptr<Directory> opened = files_.find_directory(root);
            if (!opened) return;
            const std::optional<FileStamp> stamp = opened->stamp_of(layout::kTrash);
            if (!stamp || stamp->kind != FileKind::directory || stamp->owner != owner_) return;
            const std::shared_ptr<Directory> trash = opened->open(layout::kTrash);
            last_look_ = read_last_look(*trash);
            for (const std::string& name : trash->names())
                if (goes_on_) try_to_take(trash, name);
            if (is_new_look(last_look_, now_)) remember(*trash);
        } catch (const std::system_error& failure) {
            tell(failure);
        }
    }

    std::vector<std::string> take_problems() { return std::move(problems_); }

  private:
    /// On a full disk what is too old stays until a later look is remembered. What else is in the way would
    /// keep it for ever.
    void remember(Directory& trash)
    {
        try {
            remember_look(trash, now_);
        } catch (const std::system_error& failure) {
            const int error = failure.code().value();
            if (error != ENOSPC && error != EDQUOT) tell(failure);
        }
    }

    void try_to_take(const std::shared_ptr<Directory>& trash, const std::string& name)
    {
        try {
            take(trash, name);
        } catch (const std::system_error& failure) {
            tell(failure);
        }
    }

    void tell(const std::system_error& failure)
    {
        if (failure.code() != std::errc::no_such_file_or_directory)
            problems_.push_back(std::string("cannot empty the trash: ") + failure.what());
    }

    void take(const std::shared_ptr<Directory>& trash, const std::string& name)
    {
        const std::optional<TrashName> parsed = parse_trash_name(name);
        if (!parsed) return;
        if (!parsed->being_removed && !is_expired(parsed->trashed_at, last_look_, now_)) return;
        const std::optional<FileStamp> stamp = trash->stamp_of(name);
        if (!stamp || stamp->kind != FileKind::directory || stamp->owner != owner_) return;
        if (!parsed->being_removed &&
            last_touched(*trash, name, *stamp) + kKeptInTrash >= trash->now_by_file_system())
            return;
        InTrash moved{trash, name, *stamp};
        const KeepGoing go_on = [this](std::size_t removed) { return goes_on_ = go_on_(removed); };
        const Removal removal = remove_for_good(files_, moved, go_on);
        if (!removal.finished && removal.left_count > 0 && !parsed->being_removed)
            problems_.push_back(describe_left(removal, moved.path()));
        if (goes_on_) goes_on_ = go_on_(0);
    }

    Files& files_;
    uid_t owner_;
    WallTime now_;
    const KeepGoing& go_on_;
    std::optional<WallTime> last_look_;
    bool goes_on_ = true;
    std::vector<std::string> problems_;
};

} // namespace

Removal remove_for_good(Files& files, InTrash& moved, const KeepGoing& go_on)
{
    if (const std::string why = mark(moved); !why.empty()) {
        Removal kept;
        kept.left.push_back({moved.path(), {}, why});
        kept.left_count = 1;
        return kept;
    }
    return files.remove_tree(*moved.trash, moved.name, moved.stamp, go_on);
}

std::vector<std::string> remove_expired(Files& files, const std::vector<std::string>& roots, uid_t owner,
                                        WallTime now, const KeepGoing& go_on)
{
    Expiry expiry(files, owner, now, go_on);
    for (const std::string& root : roots) expiry.look_through(root);
    return expiry.take_problems();
}

std::string describe_left(const Removal& removal, const std::string& path)
{
    if (removal.left.empty())
        return path + " is not removed to the end; a later ctask delete goes on with it";
    const LeftEntry& first = removal.left.front();
    if (first.path == path) return path + " stays: " + first.why;
    return count_of(removal.left_count, "entry", "entries") + (removal.left_count == 1 ? " stays" : " stay") +
           " in " + path + ": " + (first.was.empty() ? first.path : first.was) + " (" + first.why + ")";
}

} // namespace ctask
