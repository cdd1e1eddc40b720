// Waiting with an ear for signals, scanning, locking: what several steps of a session do.
#include "session/session.hpp"

#include "async/combine.hpp"
#include "base/text.hpp"
#include "session/signal_policy.hpp"
#include "session/write_lock.hpp"

namespace ctask {

namespace {

Task<> next_cancelling_signal(World& world, int& number)
{
    for (;;) {
        co_await world.signals.ready();
        while (const auto signal = world.signals.take()) {
            const PreflightReaction reaction = react_before_child(signal->number);
            if (reaction == PreflightReaction::stop) world.signals.stop_self(signal->number);
            if (reaction != PreflightReaction::cancel) continue;
            number = signal->number;
            co_return;
        }
    }
}

Task<> scan_into(Session& session, Scan& scan)
{
    Events& events = session.events;
    std::function<void(std::size_t)> progress = [&events](std::size_t files) { events.progress(files); };
    scan = co_await session.world.files.scan(session.workspace(), session.plan.rules, progress);
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

Task<> heeding_signals(Session& session, Task<> task)
{
    int number = 0;
    const std::size_t first =
        co_await first_of(std::move(task), next_cancelling_signal(session.world, number));
    if (first == 1) throw CancelledBySignal{number};
}

Task<std::optional<FileList>> list_files(Session& session, bool heeding)
{
    Scan scan;
    std::exception_ptr failure;
    Task<> scanning = scan_into(session, scan);
    if (heeding) scanning = heeding_signals(session, std::move(scanning));
    try {
        co_await std::move(scanning);
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

Task<std::unique_ptr<HeldLock>> try_to_lock(Session& session, Directory& state, std::string session_id)
{
    std::unique_ptr<HeldLock> lock;
    std::exception_ptr failure;
    try {
        lock = co_await acquire_write_lock(session.world, state, session_id);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) session.troubles.tell(failure, "the session goes on without it");
    co_return lock;
}

} // namespace ctask
