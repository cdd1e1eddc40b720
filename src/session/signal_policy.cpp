// The signal policy: a table in words, then the few things that depend on time.
#include "session/signal_policy.hpp"

#include <csignal>

namespace ctask {

namespace {

/// Signals that the terminal or a shell sends to the whole foreground group at once.
bool goes_to_the_group(int number)
{
    switch (number) {
    case SIGINT:
    case SIGQUIT:
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
    case SIGWINCH:
    case SIGCONT:
        return true;
    default:
        return false;
    }
}

/// Signals that the kernel sends a process about itself: ctask's broken pipes and limits are not the child's.
/// (An alarm that the caller had set before exec is: the agent would have got it.)
bool is_about_ctask_itself(int number)
{
    return number == SIGPIPE || number == SIGXCPU || number == SIGXFSZ || number == SIGIO || number == SIGURG;
}

Reaction react_to_kernel(const SignalScene& scene)
{
    if (is_about_ctask_itself(scene.number)) return Reaction::ignore;
    if (scene.child_missed_it) return Reaction::forward;
    if (scene.number == SIGHUP) {
        const bool child_had_it = !scene.leads_session && scene.child_in_group;
        return child_had_it ? Reaction::ignore : Reaction::forward;
    }
    return goes_to_the_group(scene.number) && scene.child_in_group ? Reaction::ignore : Reaction::forward;
}

} // namespace

Reaction react(const SignalScene& scene)
{
    if (scene.number == SIGCHLD || scene.origin == Origin::child) return Reaction::ignore;
    if (scene.origin == Origin::kernel) return react_to_kernel(scene);
    // A shell hangs up its job as a group; vim takes a second HUP while it saves for a reason to die.
    const bool hung_up_by_shell = scene.number == SIGHUP && scene.origin == Origin::shell;
    if (hung_up_by_shell && scene.child_in_group) return Reaction::forward_later;
    return Reaction::forward;
}

/// What ends a program by default ends the start of one, but for a broken pipe: who reads what ctask tells
/// has no say in that.
PreflightReaction react_before_child(int number)
{
    switch (number) {
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
        return PreflightReaction::stop;
    case SIGCHLD:
    case SIGCONT:
    case SIGWINCH:
    case SIGURG:
    case SIGPIPE:
        return PreflightReaction::ignore;
    default:
        return PreflightReaction::cancel;
    }
}

Supervision::Supervision(BootTime started, std::optional<Nanoseconds> timeout) : started_(started)
{
    if (timeout) timeout_at_ = started + *timeout;
}

std::vector<ChildAct> Supervision::on_signal(const SignalScene& scene, BootTime now)
{
    if (scene.number == SIGTERM || scene.number == SIGHUP) from_outside_ = true;
    const Reaction reaction = react(scene);
    if (reaction == Reaction::ignore) return {};
    if (reaction == Reaction::forward_later) {
        hang_up_at_ = now + kGroupGrace;
        return {};
    }
    if (scene.number != SIGTERM) return {ChildAct{ChildAct::Kind::send, scene.number}};
    const bool again = first_term_ && now - *first_term_ <= kInsistence;
    if (again && now - *first_term_ < kSameRequest) return {};
    if (again) return {ChildAct{ChildAct::Kind::kill_tree, SIGKILL}};
    first_term_ = now;
    return {ChildAct{ChildAct::Kind::send, SIGTERM}};
}

std::vector<ChildAct> Supervision::on_time(BootTime now)
{
    std::vector<ChildAct> acts;
    const auto is_due = [now](const std::optional<BootTime>& when) { return when && *when <= now; };
    if (is_due(hang_up_at_)) {
        hang_up_at_.reset();
        acts.push_back({ChildAct::Kind::send, SIGHUP});
    }
    if (is_due(continue_at_)) {
        continue_at_.reset();
        acts.push_back({ChildAct::Kind::send, SIGCONT});
    }
    if (is_due(timeout_at_)) {
        timeout_at_.reset();
        timed_out_ = from_outside_ = true;
        kill_at_ = now + kTimeoutGrace;
        acts.push_back({ChildAct::Kind::send_to_tree, SIGTERM});
        // A stopped process would not see it.
        acts.push_back({ChildAct::Kind::send_to_tree, SIGCONT});
    }
    if (is_due(kill_at_)) {
        kill_at_.reset();
        acts.push_back({ChildAct::Kind::kill_tree, SIGKILL});
    }
    return acts;
}

std::optional<BootTime> Supervision::deadline() const
{
    std::optional<BootTime> soonest;
    for (const auto& when : {timeout_at_, kill_at_, hang_up_at_, continue_at_})
        if (when && (!soonest || *when < *soonest)) soonest = when;
    return soonest;
}

Ending Supervision::ending(const ChildChange& last, BootTime now) const
{
    Ending ending;
    ending.kind = last.kind == ChildChange::Kind::killed ? Ending::Kind::signalled : Ending::Kind::exited;
    ending.number = last.number;
    if (timed_out_) ending.kind = Ending::Kind::timed_out;
    ending.from_outside = from_outside_;
    ending.killed = last.kind == ChildChange::Kind::killed;
    ending.ran = now - started_;
    return ending;
}

} // namespace ctask
