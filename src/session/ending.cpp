// What each way to end means, word by word: -Wswitch names the places where a new one is missing.
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

bool Ending::child_ran() const
{
    switch (kind) {
    case Kind::exited:
    case Kind::signalled:
    case Kind::timed_out:
    case Kind::interrupted:
    case Kind::unknown:
        return true;
    case Kind::not_found:
    case Kind::not_runnable:
    case Kind::failed:
    case Kind::cancelled:
    case Kind::declined:
    case Kind::in_use:
    case Kind::not_launched:
        return false;
    }
    return false;
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

std::string name_of(Ending::Kind kind)
{
    switch (kind) {
    case Ending::Kind::exited:
        return "exited";
    case Ending::Kind::signalled:
        return "signalled";
    case Ending::Kind::timed_out:
        return "timed_out";
    case Ending::Kind::interrupted:
        return "interrupted";
    case Ending::Kind::unknown:
        return "unknown";
    case Ending::Kind::not_found:
        return "not_found";
    case Ending::Kind::not_runnable:
        return "not_runnable";
    case Ending::Kind::failed:
        return "failed";
    case Ending::Kind::cancelled:
        return "cancelled";
    case Ending::Kind::declined:
        return "declined";
    case Ending::Kind::in_use:
        return "in_use";
    case Ending::Kind::not_launched:
        return "not_launched";
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
