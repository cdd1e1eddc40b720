// Recovery. The tree is scanned before the lock is taken; under the lock it is made sure that nothing has
// moved meanwhile.
#include "session/recovery.hpp"

#include "session/file_scan.hpp"
#include "session/past.hpp"
#include "session/remains_reading.hpp"
#include "session/write_lock.hpp"
#include "workspace/layout.hpp"

#include <algorithm>
#include <set>

namespace ctask {

namespace {

const std::string kNotRecovered = "an interrupted session could not be recorded";
/// So many are recorded under one lock, and for so long others may have it before the next.
constexpr std::size_t kAtATime = 50;
constexpr Nanoseconds kBreather = std::chrono::milliseconds(10);

/// The ids in the history, read anew only when somebody else has written there.
class RecordedIds {
  public:
    void refresh(const Directory& state)
    {
        const std::optional<FileStamp> stamp = state.stamp_of(layout::kHistory);
        if (!known_ || !same_version(stamp, stamp_)) ids_ = ids_in_history(state);
        known_ = true;
        stamp_ = stamp;
    }
    /// False when it is there already.
    bool add(const std::string& id) { return ids_.insert(id).second; }
    void were_written(const Directory& state) { stamp_ = state.stamp_of(layout::kHistory); }

  private:
    bool known_ = false;
    std::optional<FileStamp> stamp_;
    std::set<std::string> ids_;
};

/// What a recovery carries from one lock to the next.
struct Recovery {
    Session& session;
    Directory& state;
    std::optional<Listing> files;
    RecordedIds ids;
    /// Of the sessions recorded, the one that ended last.
    std::optional<Summary> newest;
    /// Of what was recorded nothing lies there any more.
    bool all_gone = true;
};

/// False when some of it stays.
bool remove_remains(Session& session, Directory& state, const Remains& remains)
{
    const bool manifest_gone = session.troubles.attempt([&] { state.remove(remains.manifest_file); });
    const bool lease_gone = session.troubles.attempt([&] {
        if (remains.lease) state.remove(remains.lease_file);
    });
    return manifest_gone && lease_gone;
}

/// Under the lock. What was recorded goes to `recorded`. False when the history takes nothing: what is not
/// recorded stays.
bool record_remains(Recovery& recovery, const std::vector<ReadRemains>& all, std::vector<Summary>& recorded)
{
    Directory& state = recovery.state;
    recovery.ids.refresh(state);
    std::vector<const Remains*> done;
    for (const ReadRemains& dead : all) {
        // Another start may have recovered them meanwhile, or a session that was suspended come back to life.
        if (!dead.remains.still_lie_in(state)) continue;
        done.push_back(&dead.remains);
        for (const Summary& summary : dead.sessions)
            if (recovery.ids.add(summary.session_id)) recorded.push_back(summary);
    }
    if (!recorded.empty() && !add_to_past(recovery.session, state, recorded, kNotRecovered)) {
        recorded.clear();
        return false;
    }
    recovery.ids.were_written(state);
    for (const Summary& summary : recorded)
        if (!recovery.newest || summary.ended_at >= recovery.newest->ended_at) recovery.newest = summary;
    for (const Remains* remains : done)
        recovery.all_gone = remove_remains(recovery.session, state, *remains) && recovery.all_gone;
    return true;
}

/// Under the lock. The last session is the one that ended last, which need not be one that was cut off; the
/// files are known as they are now in any case. `last` is the summary as it was before the lock was taken.
void set_last_of_all(Recovery& recovery, std::optional<Summary> last, const std::optional<FileStamp>& seen,
                     HeldLock& lock)
{
    if (!recovery.newest) return;
    const std::optional<FileStamp> now = recovery.state.stamp_of(layout::kSummary);
    // Otherwise a session has ended just now, and knows the files as they are.
    if (!same_version(now, seen)) return;
    std::optional<Listing>& files = recovery.files;
    if (last && last->ended_at > recovery.newest->ended_at) {
        if (!files) return;
        const Listing before{std::move(last->end_manifest).value_or(FileList()), {}};
        set_end_manifest(*last, before, std::move(*files));
    } else {
        last = std::move(recovery.newest);
        if (files && !last->end_manifest) last->end_manifest = std::move(files->files);
    }
    set_last_session(recovery.session, recovery.state, *last, &lock, kNotRecovered);
}

/// So many as one lock is held for; with the last of them the last session is set. False when it is of no use
/// to go on.
Task<bool> recover_some(Recovery& recovery, std::vector<Remains> some, bool are_last)
{
    Session& session = recovery.session;
    std::vector<ReadRemains> dead;
    for (const Remains& remains : some)
        dead.push_back(read_remains(session, recovery.state, remains, recovery.files));
    std::optional<Summary> last;
    std::optional<FileStamp> seen;
    if (are_last) last = read_last_summary(session, recovery.state, seen);
    std::vector<Summary> recorded;
    const Troubles::Hold hold(session.troubles);
    std::unique_ptr<HeldLock> lock =
        co_await lock_or_tell(session, recovery.state, session.plan.session_id, Heed::signals, kNotRecovered);
    if (!lock) co_return false;

    const bool taken = record_remains(recovery, dead, recorded);
    lock->keep_fresh();
    if (are_last) set_last_of_all(recovery, std::move(last), seen, *lock);
    lock.reset();
    for (Summary& summary : recorded) {
        const Interrupted event{std::move(summary)};
        session.events.tell(event);
    }
    co_return taken;
}

Task<bool> recover_all(Session& session, Directory& state, std::vector<Remains> all)
{
    Recovery recovery{session, state, {}, {}, {}, true};
    recovery.files = co_await scan_files(session, Heed::signals);
    for (std::size_t begin = 0; begin < all.size(); begin += kAtATime) {
        if (begin > 0) co_await heeding(Heed::signals, session.world, session.world.clock.sleep(kBreather));
        const std::size_t end = std::min(all.size(), begin + kAtATime);
        const std::vector<Remains> some(all.begin() + static_cast<std::ptrdiff_t>(begin),
                                        all.begin() + static_cast<std::ptrdiff_t>(end));
        const bool taken = co_await recover_some(recovery, some, end == all.size());
        if (!taken) co_return false;
    }
    co_return recovery.all_gone;
}

std::unique_ptr<Directory> open_state_if_possible(const Directory& workspace)
{
    try {
        return open_state(workspace);
    } catch (const std::system_error&) {
        // The claim opens it too, and tells.
        return nullptr;
    }
}

} // namespace

std::size_t count_interrupted(World& world, const Directory& workspace)
{
    const std::unique_ptr<Directory> state = open_state(workspace);
    return state ? find_remains(look_at_leases(world, workspace), *state).size() : 0;
}

Task<bool> recover_interrupted(Session& session)
{
    std::unique_ptr<Directory> state;
    std::vector<Remains> remains;
    const auto look = [&] {
        state = open_state_if_possible(session.workspace());
        if (state) remains = find_remains(read_leases(session.world, session.workspace(), *state), *state);
    };
    if (!session.troubles.attempt(look, "whether a session was cut off cannot be told")) co_return false;
    if (remains.empty()) co_return true;
    std::exception_ptr failure;
    try {
        co_return co_await recover_all(session, *state, std::move(remains));
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) session.troubles.tell(failure, kNotRecovered);
    co_return false;
}

} // namespace ctask
