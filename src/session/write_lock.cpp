// Polling for the write lock: quickly at first, since it is held for well under a millisecond, then with
// patience.
#include "session/write_lock.hpp"

#include "record/lock_note.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

using std::chrono::milliseconds;

/// Measured: polling every 2 ms finds a released lock within about 1 ms, every 5 ms within 3.6 ms; file
/// watching gains nothing.
constexpr milliseconds kEagerPoll{2};
constexpr milliseconds kEagerFor{20};
constexpr milliseconds kPatientPoll{5};

std::string note_of(const Host& host, const std::string& session_id)
{
    return format_lock_note({host.pid, host.start_ticks, host.hostname, host.boot_id, session_id});
}

/// Many waiters that poll in step meet again and again; each takes its own offset from its pid.
milliseconds patient_poll(const Host& host, int round)
{
    return kPatientPoll + milliseconds((host.pid + round) % 3);
}

} // namespace

Task<std::unique_ptr<HeldLock>> acquire_write_lock(World& world, Directory& state, std::string session_id,
                                                   Heed heed)
{
    const std::string content = note_of(world.host(), session_id);
    const LockReader is_of_here = [&world](const std::string& holder) {
        const std::string host = host_in_lock_note(holder);
        return host.empty() || host == world.host().hostname;
    };
    const BootTime began = world.clock.since_boot();
    for (int round = 0;; ++round) {
        LockAttempt attempt = world.files.try_lock(state, layout::kWriteLock, content, is_of_here);
        if (attempt.held) co_return std::move(attempt.held);
        const BootTime waited = world.clock.since_boot() - began;
        if (waited >= kLockPatience) {
            const std::string message = "the write lock " + state.path_of(layout::kWriteLock) +
                                        " is held by " + describe_lock_holder(attempt.holder);
            throw LockTimeout(message);
        }
        const Nanoseconds pause = waited < kEagerFor ? kEagerPoll : patient_poll(world.host(), round);
        Task<> sleeping = world.clock.sleep(pause);
        co_await heeding(heed, world, std::move(sleeping));
    }
}

Task<std::unique_ptr<HeldLock>> lock_or_tell(Session& session, Directory& state, std::string session_id,
                                             Heed heed, std::string consequence)
{
    std::unique_ptr<HeldLock> lock;
    std::exception_ptr failure;
    try {
        lock = co_await acquire_write_lock(session.world, state, session_id, heed);
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
