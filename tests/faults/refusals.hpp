// A command one of whose system calls is refused, each in turn.
#pragma once

#include "faults/injection.hpp"
#include "faults/stage.hpp"

#include <functional>

namespace ctask {

/// Refuses every call that the command makes in this part, once and from there on, each time on the stage as
/// it was kept, and lets `judge` look at what came of it. Checks by itself that the command was not ended by
/// a signal.
void refuse_everywhere(const Stage& stage, const Words& command,
                       const std::function<void(const Injection&, const ProgramResult&)>& judge,
                       Part part = Part::whole);

/// Lines on stderr that warn, rather than tell what is always told.
std::size_t warnings(const std::string& err);

/// As many lines as there may be: one for what was refused once. What lasts is told once for each thing that
/// follows from it, and files that cannot be read are told by name.
std::size_t warnings_at_most(const Injection& injection);

} // namespace ctask
