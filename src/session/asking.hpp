// Questions before anything is done: whether anybody can be asked, and what the answer was.
#pragma once

#include "session/session.hpp"

#include <string>

namespace ctask {

enum class AnswersAccepted {
    /// y, yes, n, no.
    usual,
    /// yes, n, no: nobody says that by the way.
    whole_yes,
};

/// There is somebody at a terminal, and --no-input does not forbid asking.
bool may_ask(const World& world, bool no_input);
/// Asks until the answer is one of those accepted; an empty one, and the end of input, is the default, which
/// `question` marks: "Go on? [Y/n] ". Throws CancelledBySignal. Never to be awaited while the write lock is
/// held.
Task<bool> ask(World& world, std::string question, bool yes_by_default,
               AnswersAccepted accepted = AnswersAccepted::usual);

/// The same in a session, which knows the words.
bool may_ask(const Session& session);
Task<bool> ask(Session& session, Question question, bool yes_by_default);

} // namespace ctask
