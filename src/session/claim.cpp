// The claim: a loop, since whoever asks, waits or comes too late must look again.
#include "session/claim.hpp"

#include "async/combine.hpp"
#include "session/asking.hpp"
#include "session/file_scan.hpp"
#include "session/heeding.hpp"
#include "session/lease_taking.hpp"
#include "session/leases.hpp"
#include "session/past.hpp"
#include "session/recovery.hpp"
#include "session/surroundings.hpp"
#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// How often to look whether the other session's process has died, which the file system does not tell.
constexpr Nanoseconds kLookAgain = std::chrono::seconds(1);
/// How often the lease is tried for before the past is taken as it is found.
constexpr int kTries = 5;

void refuse(Claim& claim, Ending::Kind kind)
{
    claim.refusal.emplace().kind = kind;
}

/// Step 2, which also finds out what the last session did. Refuses when the user does not want to go on. The
/// list of files is kept: when nobody was asked it is the start manifest too.
Task<> look_at_the_past(Session& session, Claim& claim, bool others_live)
{
    claim.last_session = read_last_summary(session, *claim.state, claim.last_summary);
    if (!claim.last_session) co_return;
    std::optional<FileList> end = std::exchange(claim.last_session->end_manifest, std::nullopt);
    if (!end || others_live || session.plan.force || session.plan.created) co_return;
    claim.files = co_await scan_files(session, Heed::signals);
    if (!claim.files) co_return;
    const Listing then{std::move(*end), std::move(claim.last_session->end_unreadable)};
    const Changes changes = compare(then, *claim.files);
    if (!claim.files->unreadable.empty()) claim.files->files = last_known(then, *claim.files);
    if (changes.none()) co_return;
    session.events.tell(ChangedOutside{changes});
    if (!may_ask(session)) co_return;
    claim.files.reset();
    const bool accepted = co_await ask(session, Question::go_on_after_changes_outside, true);
    if (!accepted) refuse(claim, Ending::Kind::declined);
}

Task<> wait_for_a_change(Session& session, Watch* watch, Nanoseconds at_most)
{
    if (!watch) co_return co_await session.world.clock.sleep(at_most);
    co_await first_of(watch->changed(), session.world.clock.sleep(at_most));
}

/// Until no lease is alive any more; false when the limit, counted from `began`, is reached before.
Task<bool> wait_for_the_end(Session& session, Directory& state, BootTime began)
{
    World& world = session.world;
    const std::optional<Nanoseconds> limit = session.plan.wait_limit;
    session.events.tell(Waiting{limit});
    std::unique_ptr<Watch> watch;
    session.troubles.attempt([&] { watch = world.files.watch(state); });
    do {
        const Nanoseconds left = limit ? began + *limit - world.clock.since_boot() : kLookAgain;
        if (left <= Nanoseconds{0}) co_return false;
        co_await heeding(Heed::signals, world,
                         wait_for_a_change(session, watch.get(), std::min(left, kLookAgain)));
        // By the clock alone: asking the file system would be a change, and wake every waiter.
    } while (!live_among(look_at_leases(world, session.workspace())).empty());
    co_return true;
}

/// The session that this one was started in when it is among them, else the owner's or the first.
const LeaseOnDisk& most_telling(World& world, const std::vector<LeaseOnDisk>& others)
{
    const auto is_around = [&world](const LeaseOnDisk& other) { return is_within(world, other); };
    const auto around = std::find_if(others.begin(), others.end(), is_around);
    return around == others.end() ? others.front() : *around;
}

/// Step 3: somebody is in there. True when this session may start beside it, false when it must look again
/// or, with the claim's refusal set, ends here.
Task<bool> face_the_other(Session& session, Claim& claim, LeaseOnDisk other, BootTime began)
{
    InUse in_use{session.plan.workspace.slug(), other.found.lease.value_or(Lease{}), other.verdict};
    in_use.around_us = is_within(session.world, other);
    // Where this session has the name in tmux, the other one has it no longer.
    const bool has_lost_name = !session.plan.tmux.session.empty() && in_use.lease.tmux == session.plan.tmux;
    in_use.tmux_gone = in_use.lease.tmux_session_ended || (other.verdict.certain && has_lost_name);
    in_use.word = session.plan.word;
    const bool waiting = session.plan.wait && !in_use.around_us;
    const bool asking = may_ask(session) && !session.plan.wait;
    in_use.refused = !asking && !waiting;
    session.events.tell(in_use);
    if (waiting) {
        const bool free = co_await wait_for_the_end(session, *claim.state, began);
        if (free) co_return false;
        session.events.tell(WaitRanOut{});
    }
    if (!asking) {
        refuse(claim, Ending::Kind::in_use);
        co_return false;
    }
    const bool beside = co_await ask(session, Question::start_beside_the_other, false);
    if (!beside) refuse(claim, Ending::Kind::declined);
    co_return beside;
}

/// What lies in the place of a lease and is none is told by name, whatever it is then taken for.
std::vector<LeaseOnDisk> look_around(Session& session, Directory& state)
{
    const std::vector<LeaseOnDisk> leases = read_leases(session.world, session.workspace(), state);
    for (const LeaseOnDisk& lease : leases)
        if (!lease.found.lease) session.troubles.tell_bad_file(state, lease.file, lease.found.problem);
    session.troubles.attempt([&] { state.names(layout::kCoexisting); },
                             "sessions beside this one cannot be seen");
    return live_among(leases);
}

} // namespace

Task<> claim_workspace(Session& session, Claim& claim)
{
    // Where no lease can be written, what is recorded needs an id and a start all the same. take_lease()
    // begins it anew.
    begin_lease(session, claim, session.plan.session_id);
    session.troubles.attempt([&] { claim.state = ensure_state(session.workspace()); }, kUnprotected);
    if (!claim.state) co_return;
    const BootTime began = session.world.clock.since_boot();
    LeaseTerms terms;
    terms.beside = session.plan.force;
    for (int failed = 0;;) {
        const std::vector<LeaseOnDisk> others = look_around(session, *claim.state);
        co_await look_at_the_past(session, claim, !others.empty());
        if (!claim.refusal && !others.empty() && !terms.beside)
            terms.beside =
                co_await face_the_other(session, claim, most_telling(session.world, others), began);
        if (claim.refusal) co_return;
        if (others.empty() || terms.beside) {
            const bool taken = co_await take_lease(session, claim, terms);
            if (taken) co_return;
            ++failed;
        }
        // Whoever was there may have died without settling.
        const bool recovered = co_await recover_interrupted(session);
        terms.past_as_it_is = !recovered || failed >= kTries;
        claim.files.reset();
    }
}

} // namespace ctask
