// Questions of a session: whether anybody can be asked, and what the answer was.
#pragma once

#include "session/session.hpp"

namespace ctask {

/// There is somebody at a terminal, and --no-input does not forbid asking.
bool may_ask(const Session& session);

/// Asks until the answer is yes or no; an empty one, and the end of input, is the default. Throws
/// CancelledBySignal.
Task<bool> ask(Session& session, Question question, bool yes_by_default);

} // namespace ctask
