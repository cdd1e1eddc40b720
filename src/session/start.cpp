// Taking the start manifest outside the lock, writing it under it.
#include "session/start.hpp"

#include "record/manifest.hpp"
#include "session/file_scan.hpp"
#include "session/heartbeat.hpp"
#include "session/own_lease.hpp"
#include "session/write_lock.hpp"

#include <utility>

namespace ctask {

namespace {

const std::string kNoManifest = "what changed could not be told if this session were cut off";

/// A long scan must not make the lease look abandoned to another host.
Task<std::optional<Listing>> scan_with_heartbeat(Session& session, Claim& claim)
{
    Task<std::optional<Listing>> scanning = scan_files(session, Heed::signals);
    co_return co_await with_heartbeat(session, claim, std::move(scanning));
}

} // namespace

Task<std::optional<Listing>> record_start(Session& session, Claim& claim)
{
    std::optional<Listing> before = std::exchange(claim.files, std::nullopt);
    if (!before) before = co_await scan_with_heartbeat(session, claim);
    const Troubles::Hold hold(session.troubles);
    std::unique_ptr<HeldLock> lock = std::exchange(claim.lock, nullptr);
    if (!claim.lease_held || !before) co_return before;

    Manifest manifest;
    manifest.captured_at = session.world.clock.now();
    manifest.session_id = claim.lease.session_id;
    manifest.files = std::move(before->files);
    manifest.unreadable = before->unreadable;
    // Names that are nobody else's need none.
    if (!lock && !claim.own_names) {
        lock =
            co_await lock_or_tell(session, *claim.state, claim.lease.session_id, Heed::signals, kNoManifest);
        if (lock) yield_if_lost(session, claim);
    }
    if (lock) lock->keep_fresh();
    const auto write = [&] {
        if (!claim.lease_held) return;
        const auto produce = [&manifest](ByteSink& sink) { write_manifest(sink, manifest); };
        claim.state->write(claim.manifest_file, produce, Durability::buffered, kPrivateFile);
        claim.manifest_written = claim.state->stamp_of(claim.manifest_file);
    };
    if (lock || claim.own_names) session.troubles.attempt(write, kNoManifest);
    before->files = std::move(manifest.files);
    co_return before;
}

} // namespace ctask
