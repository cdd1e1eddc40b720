// Finding the sessions that run. Every `.ctask` is watched, because any of them may get a lease at any time;
// a number stands for the workspace, and number 0 for the directories in which workspaces come and go.
#include "cli/live_sessions.hpp"

#include "base/error.hpp"
#include "workspace/layout.hpp"
#include "workspace/roots.hpp"
#include "workspace/slug.hpp"

#include <utility>

namespace ctask {

namespace {

constexpr std::size_t kParents = 0;

std::unique_ptr<Directory> try_open(const Directory& above, const std::string& name)
{
    try {
        return above.stamp_of(name) ? above.open(name) : nullptr;
    } catch (const std::system_error&) {
        return nullptr;
    }
}

/// The file may be bad: the session runs all the same.
TaskFile read_task(const RootEntry& entry)
{
    const FileContent content = entry.parent->read(entry.name + "/" + layout::kTaskFile, kTaskFileLimit);
    try {
        if (content.present()) return parse_task_file(content.bytes, layout::kTaskFile);
    } catch (const Failure&) {
    }
    return {};
}

} // namespace

struct LiveSessions::Place {
    RootEntry entry;
};

class LiveSessions::Finding : public RootVisitor {
  public:
    Finding(LiveSessions& sessions, bool watching) : sessions_(sessions), watching_(watching) {}

    void enter(const std::shared_ptr<Directory>& parent) override
    {
        if (watching_) sessions_.watch(*parent, kParents);
    }

    bool visit(const RootEntry& entry, bool is_new) override
    {
        if (!entry.has_task_file()) {
            // One that is being made: its files come after the directory.
            const std::unique_ptr<Directory> unfinished =
                watching_ && !entry.category.empty() ? try_open(*entry.parent, entry.name) : nullptr;
            if (unfinished) sessions_.watch(*unfinished, kParents);
            return false;
        }
        if (is_new) sessions_.places_.push_back({entry});
        return true;
    }

  private:
    LiveSessions& sessions_;
    bool watching_;
};

LiveSessions::LiveSessions(World& world, const Settings& settings) : world_(world), settings_(settings) {}

LiveSessions::~LiveSessions() = default;

void LiveSessions::look_at_all(bool watching)
{
    if (watching && !watches_) watches_ = world_.files.watch_many();
    places_.clear();
    live_.clear();
    blind_ = false;
    // Number 0 is no workspace.
    places_.emplace_back();
    Finding finding(*this, watching);
    go_through_roots(world_.files, settings_, finding);
    for (std::size_t number = 1; number < places_.size(); ++number) look_at(number);
}

void LiveSessions::watch(const Directory& directory, std::size_t number)
{
    if (watches_ && !watches_->add(directory, number)) blind_ = true;
}

void LiveSessions::look_at(std::size_t number)
{
    const RootEntry& entry = places_[number].entry;
    live_.erase(number);
    const std::unique_ptr<Directory> state = try_open(*entry.parent, entry.name + "/" + layout::kState);
    if (!state) {
        const std::unique_ptr<Directory> bare = watches_ ? try_open(*entry.parent, entry.name) : nullptr;
        if (bare) watch(*bare, number);
        return;
    }
    // Watched before it is looked at, so that nothing happens in between.
    if (watches_) {
        watch(*state, number);
        const std::unique_ptr<Directory> beside = try_open(*state, layout::kCoexisting);
        if (beside) watch(*beside, number);
    }
    const FileStamp stamp = entry.parent->stamp_of(entry.name).value_or(FileStamp());
    std::vector<LeaseOnDisk> live = live_among(look_at_leases(world_, stamp.inode, *state));
    if (live.empty()) return;
    const TaskFile task = read_task(entry);
    const std::string category = task.category.empty() ? entry.category : task.category;
    const std::string slug = slug_of(task.slug, entry.name);
    live_[number] = {entry.path(), entry.name, entry.root, category, slug, std::move(live)};
}

std::vector<LiveWorkspace> LiveSessions::found() const
{
    std::map<std::string, LiveWorkspace> by_path;
    for (const auto& [number, workspace] : live_) by_path[workspace.path] = workspace;
    std::vector<LiveWorkspace> found;
    for (auto& [path, workspace] : by_path) found.push_back(std::move(workspace));
    return found;
}

Task<> LiveSessions::changed()
{
    return watches_->changed();
}

void LiveSessions::look_again(bool at_the_living_too)
{
    const WatchSet::Changed changed = watches_->take();
    // Where not everything could be watched, the clock has to do.
    if (changed.anything || changed.numbers.count(kParents) != 0 || (blind_ && at_the_living_too)) {
        look_at_all(true);
        return;
    }
    std::set<std::size_t> numbers = changed.numbers;
    if (at_the_living_too)
        for (const auto& [number, workspace] : live_) numbers.insert(number);
    for (const std::size_t number : numbers)
        if (number < places_.size()) look_at(number);
}

} // namespace ctask
