// Polling for the write lock: quickly at first, since it is held for well under a millisecond, then with
// patience.
#include "session/write_lock.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

using std::chrono::milliseconds;

/// Measured: polling every 2 ms finds a released lock within about 1 ms, every 5 ms within 3.6 ms; file
/// watching gains nothing.
constexpr milliseconds kEagerPoll{2};
constexpr milliseconds kEagerFor{20};
constexpr milliseconds kPatientPoll{5};

std::string lock_content(const Host& host, const std::string& session_id)
{
    StringSink sink;
    JsonWriter json(sink, JsonWriter::Layout::one_line);
    json.begin_object().key("v").value(2);
    json.key("pid").value(static_cast<std::int64_t>(host.pid)).key("pid_start").value(host.start_ticks);
    json.key("hostname").value(host.hostname).key("boot_id").value(host.boot_id);
    json.key("session_id").value(session_id).end_object();
    json.finish();
    return sink.text;
}

/// Many waiters that poll in step meet again and again; each takes its own offset from its pid.
milliseconds patient_poll(const Host& host, int round)
{
    return kPatientPoll + milliseconds((host.pid + round) % 3);
}

} // namespace

Task<std::unique_ptr<HeldLock>> acquire_write_lock(World& world, Directory& state, std::string session_id)
{
    const std::string content = lock_content(world.host, session_id);
    const BootTime began = world.clock.since_boot();
    for (int round = 0;; ++round) {
        LockAttempt attempt = world.files.try_lock(state, layout::kWriteLock, content);
        if (attempt.held) co_return std::move(attempt.held);
        const BootTime waited = world.clock.since_boot() - began;
        if (waited >= kLockPatience) {
            std::string message = "the write lock " + state.path() + "/" + layout::kWriteLock + " is held";
            if (!attempt.holder.empty()) message += " by " + visible(attempt.holder);
            throw LockTimeout(message);
        }
        const Nanoseconds pause = waited < kEagerFor ? kEagerPoll : patient_poll(world.host, round);
        co_await world.clock.sleep(pause);
    }
}

} // namespace ctask
