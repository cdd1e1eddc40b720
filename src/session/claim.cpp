// The claim: a loop, since whoever asks or waits must look again.
#include "session/claim.hpp"

#include "async/combine.hpp"
#include "base/text.hpp"
#include "session/lease_keeping.hpp"
#include "session/leases.hpp"
#include "session/past.hpp"
#include "session/recovery.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

/// How often to look whether the other session's process has died, which the file system does not tell.
constexpr Seconds kLookAgain{1};

enum class Next { go_on, look_again, refuse };

/// Nothing when the answer is neither; an empty one, and the end of input, is the default.
std::optional<bool> understand(const std::optional<std::string>& line, bool yes_by_default)
{
    const std::string answer = to_lower(line.value_or(""));
    if (answer.empty()) return yes_by_default;
    if (answer == "y" || answer == "yes") return true;
    if (answer == "n" || answer == "no") return false;
    return std::nullopt;
}

Task<> ask_into(Session& session, Question question, bool yes_by_default, bool& answer)
{
    const std::string wording = session.events.wording(question);
    std::optional<bool> understood;
    while (!understood) {
        const std::optional<std::string> line = co_await session.world.terminal.ask(wording);
        understood = understand(line, yes_by_default);
    }
    answer = *understood;
}

bool may_ask(const Session& session)
{
    return !session.plan.no_input && session.world.terminal.can_ask();
}

Task<bool> ask(Session& session, Question question, bool yes_by_default)
{
    bool answer = yes_by_default;
    co_await heeding_signals(session, ask_into(session, question, yes_by_default, answer));
    co_return answer;
}

/// Step 2. The scan is kept: when nobody is asked it is also the start manifest.
Task<bool> accept_changes_outside(Session& session, Claim& claim)
{
    if (!claim.state) co_return true;
    std::optional<Summary> last = read_last_summary(session, *claim.state);
    if (!last) co_return true;
    std::optional<FileList> then = std::move(last->end_manifest);
    last->end_manifest.reset();
    claim.last_session = std::move(last);
    if (!then || session.plan.force) co_return true;
    claim.files = co_await list_files(session, true);
    if (!claim.files) co_return true;
    const Changes changes = compare(*then, *claim.files);
    if (changes.none()) co_return true;
    session.events.tell(ChangedOutside{changes});
    if (!may_ask(session)) co_return true;
    claim.files.reset();
    co_return co_await ask(session, Question::go_on_after_changes_outside, true);
}

Task<> wait_for_a_change(Session& session, Watch& watch)
{
    co_await first_of(watch.changed(), session.world.clock.sleep(kLookAgain));
}

/// Until no lease is alive any more; false when the limit, counted from `began`, is reached before.
Task<bool> wait_for_the_end(Session& session, Directory& state, BootTime began)
{
    World& world = session.world;
    const std::optional<Nanoseconds> limit = session.plan.wait_limit;
    session.events.tell(Waiting{limit});
    const std::unique_ptr<Watch> watch = world.files.watch(state);
    while (!live_among(read_leases_in(world, state)).empty()) {
        if (limit && world.clock.since_boot() - began >= *limit) co_return false;
        co_await heeding_signals(session, wait_for_a_change(session, *watch));
    }
    co_return true;
}

Ending refusal(Ending::Kind kind)
{
    Ending ending;
    ending.kind = kind;
    return ending;
}

/// Step 3: somebody is in there.
Task<Next> face_the_other(Session& session, Claim& claim, LeaseOnDisk other, BootTime began, bool& beside)
{
    InUse in_use{session.plan.workspace.slug(), other.found.lease.value_or(Lease{}), other.verdict, false};
    const bool asking = may_ask(session) && !session.plan.wait;
    in_use.refused = !asking && !session.plan.wait;
    session.events.tell(in_use);
    if (session.plan.wait) {
        const bool free = co_await wait_for_the_end(session, *claim.state, began);
        if (free) co_return Next::look_again;
        session.events.tell(WaitRanOut{});
    }
    if (!asking) {
        claim.refusal = refusal(Ending::Kind::in_use);
        co_return Next::refuse;
    }
    beside = co_await ask(session, Question::start_beside_the_other, false);
    if (beside) co_return Next::go_on;
    claim.refusal = refusal(Ending::Kind::declined);
    co_return Next::refuse;
}

/// What lies in the place of a lease and is none is told by name, whatever it is then taken for.
void tell_bad_leases(Session& session, const Directory& state, const std::vector<LeaseOnDisk>& leases)
{
    for (const LeaseOnDisk& lease : leases)
        if (!lease.found.lease)
            session.troubles.tell(state.path() + "/" + lease.file + " " + lease.found.problem);
    session.troubles.attempt([&] { state.names(layout::kCoexisting); });
}

} // namespace

Task<Claim> claim_workspace(Session& session)
{
    Claim claim;
    claim.lease = new_lease(session, session.plan.session_id);
    session.troubles.attempt([&] { claim.state = ensure_state(session.workspace()); }, kUnprotected);
    if (!claim.state) co_return claim;
    bool beside = session.plan.force;
    const BootTime began = session.world.clock.since_boot();
    bool outside_checked = session.plan.created.has_value();
    for (;;) {
        const std::vector<LeaseOnDisk> leases = read_leases_in(session.world, *claim.state);
        const std::vector<LeaseOnDisk> others = live_among(leases);
        tell_bad_leases(session, *claim.state, leases);
        if (others.empty() && !outside_checked) {
            outside_checked = true;
            const bool accepted = co_await accept_changes_outside(session, claim);
            if (!accepted) {
                claim.refusal = refusal(Ending::Kind::declined);
                co_return claim;
            }
        }
        if (!others.empty() && !beside) {
            const Next next = co_await face_the_other(session, claim, others.front(), began, beside);
            if (next == Next::refuse) co_return claim;
            claim.files.reset();
            if (next == Next::look_again) {
                co_await recover_interrupted(session);
                claim.last_session.reset();
                outside_checked = false;
                continue;
            }
        }
        const bool taken = co_await take_lease(session, claim, beside);
        if (taken) co_return claim;
    }
}

} // namespace ctask
