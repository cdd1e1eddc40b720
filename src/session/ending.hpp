// How a session ended: a value that travels from the child's last breath to ctask's own exit status.
#pragma once

#include "base/times.hpp"

#include <string>

namespace ctask {

struct Ending {
    enum class Kind {
        exited,       // the child's own exit status, in `number`
        signalled,    // the child died of signal `number`
        timed_out,    // --timeout stopped the child
        interrupted,  // ctask itself was cut off, as a record tells of it
        unknown,      // the child has ended, and ctask could not see how
        not_found,    // the agent does not exist
        not_runnable, // it exists and cannot be executed
        failed,       // ctask itself could not go on before a child ran
        cancelled,    // signal `number` came before a child ran
        declined,     // the user answered no to a question
        in_use,       // somebody else is in the workspace and there was nobody to ask
        not_launched, // nothing was to be run
    };
    Kind kind = Kind::exited;
    int number = 0;
    /// The session was ended from outside: TERM, HUP or --timeout came while the child ran.
    bool from_outside = false;
    /// The child died of a signal, whatever else is to be said of its ending.
    bool killed = false;
    /// How long the child ran.
    Nanoseconds ran{0};

    static Ending cancelled_by(int signal);

    bool child_ran() const
    {
        return kind == Kind::exited || kind == Kind::signalled || kind == Kind::timed_out ||
               kind == Kind::interrupted || kind == Kind::unknown;
    }
};

/// What ctask exits with.
int exit_status(const Ending& ending);
/// The signal by which ctask ends itself after all is settled, 0 for none.
int closing_signal(const Ending& ending);
/// For people, after the agent's name: "ended normally", "exited 3", "ended by signal TERM", "stopped by
/// --timeout", "interrupted", "ended, how is not known".
std::string describe(const Ending& ending);
/// TERM for 15, RTMIN+1 for 35; the number itself when it has no name.
std::string signal_name(int number);

} // namespace ctask
