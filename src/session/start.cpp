// Taking the start manifest outside the lock, writing it under it.
#include "session/start.hpp"

#include "record/manifest.hpp"
#include "session/file_listing.hpp"
#include "session/heartbeat.hpp"
#include "session/own_lease.hpp"
#include "session/write_lock.hpp"

namespace ctask {

namespace {

const std::string kNoManifest = "what changed could not be told if this session were cut off";

Task<StartState> list_and_write(Session& session, Claim& claim)
{
    StartState start;
    start.files = std::move(claim.files);
    claim.files.reset();
    if (!start.files) start.files = co_await list_files(session, Heed::signals);
    if (!claim.lease_held || !start.files) co_return start;

    Manifest manifest;
    manifest.captured_at = session.world.clock.now();
    manifest.session_id = claim.lease.session_id;
    manifest.files = std::move(start.files->files);
    manifest.unreadable = start.files->unreadable;
    const Troubles::Hold hold(session.troubles);
    std::unique_ptr<HeldLock> lock;
    // Names that are nobody else's need none.
    if (!claim.own_names)
        lock =
            co_await try_to_lock(session, *claim.state, claim.lease.session_id, Heed::signals, kNoManifest);
    if (lock && !claim.own_names) make_way(session, claim);
    const auto write = [&] {
        if (!claim.lease_held) return;
        const auto produce = [&manifest](ByteSink& sink) { write_manifest(sink, manifest); };
        claim.state->write(claim.manifest_file, produce, Durability::buffered, kPrivateFile);
        claim.manifest_written = claim.state->stamp_of(claim.manifest_file);
    };
    if (lock || claim.own_names) session.troubles.attempt(write, kNoManifest);
    start.files->files = std::move(manifest.files);
    co_return start;
}

} // namespace

Task<StartState> record_start(Session& session, Claim& claim)
{
    Task<StartState> recording = list_and_write(session, claim);
    co_return co_await with_heartbeat(session, claim, nullptr, nullptr, std::move(recording));
}

} // namespace ctask
