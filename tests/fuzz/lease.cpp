// Leases of ours, of the earlier tool and of nobody; and the note in a write lock, which is as short.
#include "fuzz/claim.hpp"
#include "fuzz/targets.hpp"

#include "base/text.hpp"
#include "record/lease.hpp"
#include "record/lock_note.hpp"

#include <chrono>

namespace ctask::fuzz {

namespace {

std::string written(const Lease& lease)
{
    StringSink sink;
    write_lease(sink, lease);
    return std::move(sink.text);
}

/// Files have whole seconds.
std::optional<WallTime> in_seconds(const std::optional<WallTime>& time)
{
    if (!time) return std::nullopt;
    return std::chrono::floor<Seconds>(*time);
}

void claim_round_trip(Lease lease)
{
    const std::string text = written(lease);
    if (text.size() > kLeaseLimit) return;
    std::string problem;
    const auto again = parse_lease(text, problem);
    claim(again.has_value(), "a lease that was written is read");
    claim(written(*again) == text, "a lease that was read is written the same");
    lease.started_at = in_seconds(lease.started_at);
    lease.heartbeat_at = in_seconds(lease.heartbeat_at);
    claim(*again == lease, "a lease keeps all that it says");
}

void try_lock_note(std::string_view bytes)
{
    const std::string holder = describe_lock_holder(bytes);
    claim(!holder.empty(), "the holder of a lock has a name");
    claim(visible(holder) == holder, "the holder of a lock can be shown");

    LockNote note;
    note.pid = 4711;
    note.hostname = bytes;
    note.session_id = bytes;
    const std::string content = format_lock_note(note);
    claim(visible(content) == content, "the note of a lock is one line that can be shown");
    claim(describe_lock_holder(content).starts_with("pid 4711"), "the note of a lock names its holder");
}

} // namespace

void try_lease(std::string_view bytes)
{
    try_lock_note(bytes);

    std::string problem;
    const auto lease = parse_lease(bytes, problem);
    claim(lease.has_value() == problem.empty(), "a lease is either read or refused in words");
    claim(visible(problem) == problem, "words of refusal can be shown");
    if (!lease) return;
    claim(!lease->session_id.empty(), "a lease has a session");
    claim(lease->pid > 0 && lease->child_pid >= 0, "a lease names processes only");
    claim(lease->mode == "direct" || lease->mode == "persistent", "a lease has one of two modes");
    claim_round_trip(*lease);
}

} // namespace ctask::fuzz
