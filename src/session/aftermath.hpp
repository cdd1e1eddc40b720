// What the user is told once a session is settled: that the workspace is gone, or that processes stay behind
// in it.
#pragma once

#include "session/session.hpp"

namespace ctask {

void tell_aftermath(Session& session, const Claim& claim);

} // namespace ctask
