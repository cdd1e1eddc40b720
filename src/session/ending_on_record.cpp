// Endings in the members of a summary: there and back, case by case.
#include "session/ending_on_record.hpp"

namespace ctask {

namespace {

EndReason reason_for(const Ending& ending, bool lost_its_pane)
{
    if (lost_its_pane) return EndReason::tmux_session_ended;
    switch (ending.kind) {
    case Ending::Kind::timed_out:
        return EndReason::timed_out;
    case Ending::Kind::interrupted:
        return EndReason::interrupted;
    case Ending::Kind::unknown:
        return EndReason::tmux_session_ended;
    case Ending::Kind::exited:
    case Ending::Kind::signalled:
    case Ending::Kind::not_found:
    case Ending::Kind::not_runnable:
    case Ending::Kind::failed:
    case Ending::Kind::cancelled:
    case Ending::Kind::declined:
    case Ending::Kind::in_use:
    case Ending::Kind::not_launched:
        break;
    }
    return EndReason::child_exited;
}

/// 0 for a name that no signal has.
int signal_of_name(const std::string& name)
{
    constexpr int kLastSignal = 64;
    for (int number = 1; number <= kLastSignal; ++number)
        if (signal_name(number) == name) return number;
    return 0;
}

Ending::Kind kind_of(const Summary& session)
{
    const EndReason reason = end_reason_of(session);
    if (reason == EndReason::interrupted) return Ending::Kind::interrupted;
    if (reason == EndReason::timed_out) return Ending::Kind::timed_out;
    if (!session.exit_signal.empty()) return Ending::Kind::signalled;
    return session.exit_code ? Ending::Kind::exited : Ending::Kind::unknown;
}

} // namespace

void write_exit(Summary& session, const Ending& ending)
{
    if (ending.kind == Ending::Kind::exited) session.exit_code = ending.number;
    if (ending.kind == Ending::Kind::signalled) session.exit_signal = signal_name(ending.number);
}

void write_ending(Summary& session, const Ending& ending, bool lost_its_pane)
{
    session.end_reason = name_of(reason_for(ending, lost_its_pane));
    write_exit(session, ending);
    if (ending.kind == Ending::Kind::timed_out) session.exit_code = exit_status(ending);
}

Ending ending_of(const Summary& session)
{
    Ending ending;
    ending.kind = kind_of(session);
    ending.ran = Seconds(session.duration_seconds);
    ending.killed = !session.exit_signal.empty();
    if (ending.kind == Ending::Kind::signalled)
        ending.number = signal_of_name(session.exit_signal);
    else if (ending.kind == Ending::Kind::exited)
        ending.number = *session.exit_code;
    return ending;
}

} // namespace ctask
