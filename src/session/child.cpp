// Watching the child: drain the signals, look what became of it, do what is due, then wait; the order
// keeps any wake-up from being lost.
#include "session/child.hpp"

#include "async/combine.hpp"
#include "session/agent_choice.hpp"
#include "session/heartbeat.hpp"
#include "session/heeding.hpp"
#include "session/launch.hpp"
#include "session/shell_prompt.hpp"
#include "session/signal_policy.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace ctask {

namespace {

Origin origin_of(World& world, const Child& child, const Signal& signal)
{
    if (signal.sender == Sender::kernel) return Origin::kernel;
    if (signal.pid == child.pid()) return Origin::child;
    if (world.signals.is_our_shell(signal.pid)) return Origin::shell;
    return world.signals.in_our_group(signal.pid) ? Origin::group : Origin::process;
}

void perform(Child& child, const std::vector<ChildAct>& acts)
{
    for (const ChildAct& act : acts) {
        switch (act.kind) {
        case ChildAct::Kind::send:
            child.send(act.number);
            break;
        case ChildAct::Kind::send_to_tree:
            child.send_to_tree(act.number);
            break;
        case ChildAct::Kind::kill_tree:
            child.kill_tree();
            break;
        }
    }
}

/// The child has stopped: ctask stops in the same way, the terminal as the shell left it. True when ctask
/// really was stopped, and goes on.
bool follow_stop(World& world, Child& child, int by)
{
    world.terminal.give_back(false);
    const int own = by == SIGTTIN || by == SIGTTOU ? by : SIGTSTP;
    if (!world.signals.stop_self(own)) {
        // Nobody is there to continue us (an orphaned process group): a stop would last for ever.
        child.send(SIGCONT);
        return false;
    }
    world.terminal.remember();
    return true;
}

/// The CONT that ended our own stop reaches the child with the group, or else a little later from us.
bool is_our_own_continuation(const Signal& signal, bool& just_continued)
{
    if (signal.number != SIGCONT || !just_continued) return false;
    just_continued = false;
    return true;
}

Task<> something_happens(World& world, Troubles& troubles, std::optional<BootTime> deadline)
{
    std::exception_ptr failure;
    if (!deadline) co_return co_await world.signals.ready();
    try {
        co_await first_of(world.signals.ready(), world.clock.sleep_until(*deadline));
    } catch (...) {
        failure = std::current_exception();
    }
    if (!failure) co_return;
    // No timer is to be had. The child must still be waited for.
    troubles.tell(failure, "the time limit cannot be kept");
    co_await world.signals.ready();
}

Ending could_not_start(Session& session, const StartFailure& failure)
{
    using Step = StartFailure::Step;
    const int error = failure.code().value();
    std::string reason = std::strerror(error);
    Ending ending;
    ending.kind = error == ENOENT ? Ending::Kind::not_found : Ending::Kind::not_runnable;
    if (failure.step == Step::find_interpreter) {
        ending.kind = Ending::Kind::not_runnable;
        reason = "the interpreter it names does not exist";
    } else if (failure.step != Step::run_program) {
        ending.kind = Ending::Kind::failed;
        reason = failure.what();
    }
    const Plan& plan = session.plan;
    const std::string& name = plan.is_shell ? plan.command.program : plan.agent;
    session.events.tell(NotStarted{name, ending, reason, {}, plan.named_by, plan.is_shell});
    return ending;
}

} // namespace

Task<Ending> watch_child(World& world, Troubles& troubles, Child& child, std::optional<Nanoseconds> timeout,
                         std::function<void()> on_hang_up)
{
    Supervision supervision(world.clock.since_boot(), timeout);
    bool just_continued = false;
    for (bool child_is_new = true;; child_is_new = false) {
        while (const auto signal = world.signals.take()) {
            if (is_our_own_continuation(*signal, just_continued)) continue;
            const bool missed = child_is_new && child.missed(signal->number);
            const SignalScene scene{signal->number, origin_of(world, child, *signal),
                                    world.signals.leads_session(), child.in_our_group(), missed};
            perform(child, supervision.on_signal(scene, world.clock.since_boot()));
            if (signal->number == SIGHUP && on_hang_up) on_hang_up();
        }
        // One change a round: the CONT that ended a stop must be taken before the next stop is followed.
        if (const auto change = child.poll()) {
            using Kind = ChildChange::Kind;
            supervision.on_child_change();
            const bool ended = change->kind == Kind::exited || change->kind == Kind::killed;
            if (ended) co_return supervision.ending(*change, world.clock.since_boot());
            // A stop that is over already (continued meanwhile, or killed) is not followed.
            if (change->kind != Kind::stopped || !child.is_stopped()) continue;
            just_continued = follow_stop(world, child, change->number);
            if (just_continued) supervision.on_own_continuation(world.clock.since_boot());
            continue;
        }
        perform(child, supervision.on_time(world.clock.since_boot()));
        co_await something_happens(world, troubles, supervision.deadline());
    }
}

Task<Ending> accompany(Session& session, Claim& claim, Child& child)
{
    const std::unique_ptr<Alarm> alarm = session.world.clock.alarm();
    const std::function<void()> on_hang_up = [&alarm] { alarm->ring(); };
    Task<Ending> watching =
        watch_child(session.world, session.troubles, child, session.plan.timeout, on_hang_up);
    co_return co_await with_heartbeat(session, claim, &child, *alarm, std::move(watching));
}

Task<Ending> run_child(Session& session, Claim& claim)
{
    World& world = session.world;
    Command command = session.plan.command;
    const std::vector<std::pair<std::string, std::string>> id = {
        {"CTASK_SESSION_ID", claim.lease.session_id}};
    command.environment = with_variables(std::move(command.environment), id);
    command.environment = with_variables(std::move(command.environment), session.plan.agent_environment);
    if (session.plan.is_shell) show_slug_in_prompt(session, claim, command);
    world.terminal.remember();
    // The last moment at which a signal can still call all of it off; it also makes sure that signals can be
    // received.
    heed_waiting_signals(world);
    std::unique_ptr<Child> child;
    std::optional<StartFailure> failure;
    try {
        child = world.processes.start(command);
    } catch (const StartFailure& thrown) {
        failure = thrown;
    }
    if (failure) co_return could_not_start(session, *failure);
    session.events.tell(ChildStarted{});
    const Ending ending = co_await accompany(session, claim, *child);
    world.terminal.give_back(ending.killed);
    session.events.tell(ChildEnded{ending});
    co_return ending;
}

} // namespace ctask
