// Judging and removing a provisional workspace under one lock, so that nobody comes in between.
#include "session/provisional.hpp"

#include "record/trash_note.hpp"
#include "session/leases.hpp"
#include "session/own_lease.hpp"
#include "session/write_lock.hpp"
#include "workspace/trash.hpp"

namespace ctask {

namespace {

const std::string kWorkspaceStays = "the workspace stays";
constexpr int kLooks = 10;
constexpr Nanoseconds kStragglerPause = std::chrono::milliseconds(20);

bool another_session_lives(Session& session, Claim& claim)
{
    for (const LeaseOnDisk& lease : live_among(read_leases(session.world, session.workspace(), *claim.state)))
        if (lease.session_id() != claim.lease.session_id) return true;
    return false;
}

ProvisionalFacts gather_facts(Session& session, Claim& claim, const Ending& ending)
{
    ProvisionalFacts facts;
    facts.created_by_this_command = true;
    facts.ending = ending;
    facts.unchanged = is_unchanged(*session.plan.created, session.workspace());
    facts.another_session = another_session_lives(session, claim);
    facts.process_inside = !session.world.processes.standing_in(session.workspace()).empty();
    return facts;
}

/// An agent's own helpers may die a moment after it; what stands there longer is there to stay.
Task<> wait_for_stragglers(Session& session)
{
    World& world = session.world;
    for (int look = 0; look < kLooks; ++look) {
        bool somebody = false;
        try {
            somebody = !world.processes.standing_in(session.workspace()).empty();
        } catch (const std::exception&) {
            // Nothing is gained by waiting; the look under the lock tells of it.
        }
        if (!somebody) co_return;
        co_await world.clock.sleep(kStragglerPause);
    }
}

bool ended_well(const Ending& ending)
{
    return ending.kind == Ending::Kind::exited && ending.number == 0;
}

} // namespace

bool is_provisional(const ProvisionalFacts& facts)
{
    const bool worked = facts.ending.from_outside && facts.ending.ran > kWorkedFor;
    return facts.created_by_this_command && !ended_well(facts.ending) && !worked && facts.unchanged &&
           !facts.another_session && !facts.process_inside;
}

Task<std::optional<std::string>> reclaim_workspace(Session& session, Claim& claim, Ending ending)
{
    if (!session.plan.created || !claim.state || ended_well(ending)) co_return std::nullopt;
    if (!renew_state(session, claim)) co_return std::nullopt;
    co_await wait_for_stragglers(session);
    const Troubles::Hold hold(session.troubles);
    const std::unique_ptr<HeldLock> lock =
        co_await lock_or_tell(session, *claim.state, claim.lease.session_id, Heed::nothing, kWorkspaceStays);
    if (!lock) co_return std::nullopt;
    std::optional<std::string> trash_path;
    const auto reclaim = [&] {
        if (!is_provisional(gather_facts(session, claim, ending))) return;
        const InTrash moved = move_to_trash(session.world.files, session.plan.workspace,
                                            session.world.clock.now(), kNothingDone);
        trash_path = moved.path();
        release(session, claim);
    };
    session.troubles.attempt(reclaim, kWorkspaceStays);
    co_return trash_path;
}

} // namespace ctask
