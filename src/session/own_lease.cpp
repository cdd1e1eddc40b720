// A lease is ours as long as our id stands in it: whatever else lies in its place is never written over.
#include "session/own_lease.hpp"

#include "record/manifest.hpp"
#include "session/leases.hpp"
#include "workspace/layout.hpp"

#include <utility>

namespace ctask {

namespace {

/// The id on disk in the place of our lease; nothing when no lease that can be read lies there.
std::optional<std::string> id_on_disk(const Claim& claim)
{
    const FileContent content = claim.state->read(claim.lease_file, kLeaseLimit);
    std::string problem;
    const std::optional<Lease> lease = content.present() ? parse_lease(content.bytes, problem) : std::nullopt;
    return lease ? std::optional(lease->session_id) : std::nullopt;
}

bool is_manifest_ours(const Claim& claim)
{
    const auto stamp = claim.state->stamp_of(claim.manifest_file);
    // A copy of the workspace by hard links (cp -al) has changed the file, and not what is in it.
    return stamp && stamp->same_bytes(*claim.manifest_written);
}

/// An agent may have written into it, and then it tells of nobody's start. One that cannot be read is not
/// judged.
bool is_manifest_spoilt(const Claim& claim)
{
    const auto look = [](std::string_view) { return false; };
    if (!claim.state->read_in_parts(claim.manifest_file, kManifestLimit, look).present()) return false;
    std::string problem;
    const auto manifest = read_manifest_file(*claim.state, claim.manifest_file, ScanRules(), problem);
    return manifest ? manifest->session_id == claim.lease.session_id : !problem.empty();
}

bool move_if_ours(const Claim& claim, const std::string& manifest)
{
    return is_manifest_ours(claim) && claim.state->move(claim.manifest_file, *claim.state, manifest);
}

/// Somebody took the place: it is theirs, as is the start manifest beside it unless that is ours already. The
/// session goes on with names that bear its own id.
void move_to_own_names(Session& session, Claim& claim)
{
    claim.own_names = true;
    claim.lease_file = layout::coexisting_lease(claim.lease.session_id);
    const std::string manifest = layout::coexisting_manifest(claim.lease.session_id);
    const auto put = [&] {
        claim.state->make_directory(layout::kCoexisting, kPrivateDirectory);
        const bool free = !claim.manifest_written || move_if_ours(claim, manifest);
        if (free) claim.manifest_file = manifest;
        put_lease(claim);
    };
    claim.lease_held = session.troubles.attempt(put, kUnprotected);
}

} // namespace

void put_lease(const Claim& claim)
{
    const auto produce = [&claim](ByteSink& sink) { write_lease(sink, claim.lease); };
    claim.state->write(claim.lease_file, produce, Durability::buffered, kPrivateFile);
}

bool yield_if_lost(Session& session, Claim& claim)
{
    const std::optional<std::string> id = id_on_disk(claim);
    if (!id || *id == claim.lease.session_id) return false;
    session.events.tell(LeaseLost{*id});
    move_to_own_names(session, claim);
    return true;
}

bool renew_state(Session& session, Claim& claim)
{
    if (claim.state->is_removed() && session.workspace().is_removed()) return false;
    const auto renew = [&] {
        if (claim.state->is_removed())
            claim.removed_states.push_back(std::exchange(claim.state, ensure_state(session.workspace())));
        if (claim.own_names) claim.state->make_directory(layout::kCoexisting, kPrivateDirectory);
    };
    return session.troubles.attempt(renew, kUnprotected);
}

void release(Session& session, Claim& claim)
{
    if (!claim.state) return;
    bool was_ours = false;
    session.troubles.attempt([&] {
        if (!claim.lease_held) return;
        claim.lease_held = false;
        const std::optional<std::string> id = id_on_disk(claim);
        was_ours = id == claim.lease.session_id;
        if (was_ours) claim.state->remove(claim.lease_file);
        if (id && *id != claim.lease.session_id) session.events.tell(LeaseLost{*id});
        if (!id && claim.state->stamp_of(claim.lease_file))
            session.troubles.tell_bad_file(*claim.state, claim.lease_file,
                                           "stays: whose it is cannot be read");
    });
    session.troubles.attempt([&] {
        if (!claim.manifest_written) return;
        if (is_manifest_ours(claim) || (was_ours && is_manifest_spoilt(claim)))
            claim.state->remove(claim.manifest_file);
        claim.manifest_written.reset();
    });
}

} // namespace ctask
