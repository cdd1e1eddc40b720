// Waiting with an ear for signals, scanning, locking: what several steps of a session do.
#include "session/session.hpp"

#include "async/combine.hpp"
#include "base/text.hpp"
#include "session/signal_policy.hpp"
#include "session/write_lock.hpp"

namespace ctask {

namespace {

/// The first that cancels of the signals that wait; 0 when there is none.
int take_cancelling_signal(World& world)
{
    while (const auto signal = world.signals.take()) {
        const PreflightReaction reaction = react_before_child(signal->number);
        if (reaction == PreflightReaction::stop) world.signals.stop_self(signal->number);
        if (reaction == PreflightReaction::cancel) return signal->number;
    }
    return 0;
}

Task<> next_cancelling_signal(World& world, int& number)
{
    while (number == 0) {
        co_await world.signals.ready();
        number = take_cancelling_signal(world);
    }
}

Task<> scan_into(Session& session, Scan& scan)
{
    Events& events = session.events;
    std::function<void(std::size_t)> progress = [&events](std::size_t files) { events.progress(files); };
    scan = co_await session.world.files.scan(session.workspace(), session.plan.rules, progress);
}

Task<> lock_into(Session& session, Directory& state, std::string session_id, std::unique_ptr<HeldLock>& lock)
{
    lock = co_await acquire_write_lock(session.world, state, session_id);
}

void tell_unreadable(Session& session, const Scan& scan)
{
    if (scan.unreadable == 0) return;
    std::string what = count_of(scan.unreadable, "entry", "entries") + " could not be read and " +
                       (scan.unreadable == 1 ? "is" : "are") + " not recorded";
    if (!scan.unreadable_paths.empty()) what += ": " + visible(scan.unreadable_paths.front());
    session.troubles.tell(what);
}

} // namespace

Task<> heeding(Heed heed, Session& session, Task<> task)
{
    if (heed == Heed::nothing) {
        co_await std::move(task);
        co_return;
    }
    int number = 0;
    co_await first_of(std::move(task), next_cancelling_signal(session.world, number));
    // Also when the task was done in the same turn: the signal has been taken, and nobody else will see it.
    if (number != 0) throw CancelledBySignal{number};
}

void heed_waiting_signals(World& world)
{
    const int number = take_cancelling_signal(world);
    if (number != 0) throw CancelledBySignal{number};
}

Task<std::optional<FileList>> list_files(Session& session, Heed heed)
{
    Scan scan;
    std::exception_ptr failure;
    try {
        co_await heeding(heed, session, scan_into(session, scan));
    } catch (...) {
        failure = std::current_exception();
    }
    session.events.progress_done();
    if (failure) {
        session.troubles.tell(failure, "what changes in this session is not known");
        co_return std::nullopt;
    }
    tell_unreadable(session, scan);
    co_return std::move(scan.files);
}

Task<std::unique_ptr<HeldLock>> try_to_lock(Session& session, Directory& state, std::string session_id,
                                            Heed heed, std::string consequence)
{
    std::unique_ptr<HeldLock> lock;
    std::exception_ptr failure;
    try {
        co_await heeding(heed, session, lock_into(session, state, session_id, lock));
    } catch (const LockTimeout&) {
        failure = std::current_exception();
        consequence = "the session goes on without it";
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) session.troubles.tell(failure, consequence);
    co_return lock;
}

} // namespace ctask
