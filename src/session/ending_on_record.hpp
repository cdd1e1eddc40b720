// An ending as a session's record has it: written there, and read back. Nothing else knows which of the
// record's members say how a session ended.
#pragma once

#include "record/summary.hpp"
#include "session/ending.hpp"

namespace ctask {

/// What the child itself ended with: exit_code or exit_signal. Neither for an ending that tells of no child.
void write_exit(Summary& session, const Ending& ending);
/// All that is recorded of an ending for which child_ran() is true. `lost_its_pane`: the tmux session that it
/// ran in has ended, which goes before every other reason.
void write_ending(Summary& session, const Ending& ending, bool lost_its_pane);

/// The ending of a recorded session, `ran` being how long that lasted. A signal whose name nobody knows here
/// has the number 0.
Ending ending_of(const Summary& session);

} // namespace ctask
