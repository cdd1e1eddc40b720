// Endings: one table for the exit status, one for the words.
#include "session/ending.hpp"

#include "session/exit_status.hpp"

#include <csignal>
#include <cstring>

namespace ctask {

Ending Ending::cancelled_by(int signal)
{
    Ending ending;
    ending.kind = Kind::cancelled;
    ending.number = signal;
    return ending;
}

int exit_status(const Ending& ending)
{
    switch (ending.kind) {
    case Ending::Kind::exited:
        return ending.number;
    case Ending::Kind::signalled:
    case Ending::Kind::cancelled:
        return kBySignal + ending.number;
    case Ending::Kind::timed_out:
        return kTimedOut;
    case Ending::Kind::unknown:
        return 0;
    case Ending::Kind::not_found:
        return kNotFound;
    case Ending::Kind::not_runnable:
        return kNotRunnable;
    case Ending::Kind::failed:
    case Ending::Kind::interrupted:
        return kNoSessionStarted;
    case Ending::Kind::declined:
    case Ending::Kind::not_launched:
        return 0;
    case Ending::Kind::in_use:
        return kInUse;
    }
    return kNoSessionStarted;
}

int closing_signal(const Ending& ending)
{
    const bool by_signal = ending.kind == Ending::Kind::signalled || ending.kind == Ending::Kind::cancelled;
    return by_signal ? ending.number : 0;
}

std::string describe(const Ending& ending)
{
    switch (ending.kind) {
    case Ending::Kind::exited:
        return ending.number == 0 ? "ended normally" : "exited " + std::to_string(ending.number);
    case Ending::Kind::signalled:
        return "ended by signal " + signal_name(ending.number);
    case Ending::Kind::timed_out:
        return "stopped by --timeout";
    case Ending::Kind::interrupted:
        return "interrupted";
    case Ending::Kind::unknown:
        return "ended, how is not known";
    case Ending::Kind::not_found:
        return "not found";
    case Ending::Kind::not_runnable:
        return "could not be executed";
    case Ending::Kind::failed:
        return "could not be started";
    case Ending::Kind::cancelled:
        return "cancelled by signal " + signal_name(ending.number);
    case Ending::Kind::declined:
        return "declined";
    case Ending::Kind::in_use:
        return "workspace in use";
    case Ending::Kind::not_launched:
        return "not launched";
    }
    return {};
}

std::string signal_name(int number)
{
    if (number >= SIGRTMIN && number <= SIGRTMAX) {
        const int offset = number - SIGRTMIN;
        return offset == 0 ? "RTMIN" : "RTMIN+" + std::to_string(offset);
    }
    const char* name = sigabbrev_np(number);
    return name ? name : std::to_string(number);
}

} // namespace ctask
