// The files of the workspace, as the start and the end of a session and what lies between two of them need
// them.
#pragma once

#include "session/heeding.hpp"
#include "session/session.hpp"

#include <optional>

namespace ctask {

/// The files of the workspace as they are now, with progress told; nothing after telling the trouble that
/// kept them from being listed.
Task<std::optional<Listing>> scan_files(Session& session, Heed heed);

} // namespace ctask
