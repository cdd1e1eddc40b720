// Taking the start manifest outside the lock, writing it under it.
#include "session/start.hpp"

#include "record/manifest.hpp"

namespace ctask {

Task<StartState> record_start(Session& session, Claim& claim)
{
    StartState start;
    start.files = std::move(claim.files);
    claim.files.reset();
    if (!start.files) start.files = co_await list_files(session, true);
    if (!claim.lease_held || !start.files) co_return start;

    Manifest manifest;
    manifest.captured_at = session.world.clock.now();
    manifest.session_id = claim.lease.session_id;
    manifest.files = std::move(*start.files);
    const std::unique_ptr<HeldLock> lock =
        co_await try_to_lock(session, *claim.state, claim.lease.session_id);
    const auto write = [&] {
        const auto produce = [&manifest](ByteSink& sink) { write_manifest(sink, manifest); };
        claim.state->write(claim.manifest_file, produce, Durability::buffered, kPrivateFile);
        claim.manifest_written = claim.state->stamp_of(claim.manifest_file);
    };
    // Without the lock only a name that is nobody else's may be written.
    if (lock || claim.coexisting)
        session.troubles.attempt(write, "a crash of this session could not be told apart");
    start.files = std::move(manifest.files);
    co_return start;
}

} // namespace ctask
