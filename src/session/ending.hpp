// How a session ended: a value that travels from the child's last breath to ctask's own exit status.
#pragma once

#include "base/times.hpp"

#include <string>

namespace ctask {

struct Ending {
    enum class Kind {
        /// The child's own exit status, in `number`.
        exited,
        /// The child died of signal `number`.
        signalled,
        /// --timeout stopped the child.
        timed_out,
        /// ctask itself was cut off, as a record tells of it.
        interrupted,
        /// The child has ended, and ctask could not see how.
        unknown,
        /// The agent does not exist.
        not_found,
        /// It exists and cannot be executed.
        not_runnable,
        /// ctask itself could not go on before a child ran.
        failed,
        /// Signal `number` came before a child ran.
        cancelled,
        /// The user answered no to a question.
        declined,
        /// Somebody else is in the workspace and there was nobody to ask.
        in_use,
        /// Nothing was to be run.
        not_launched,
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

    /// Whether there was a child, so that there is a session to be recorded.
    bool child_ran() const;
};

/// For --report: "exited", "timed_out". Empty for a number that is no kind.
std::string name_of(Ending::Kind kind);

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
