// Sweeping half-written files.
#include "session/sweeping.hpp"

#include "workspace/layout.hpp"

#include <system_error>

namespace ctask {

namespace {

void sweep_all(Directory& state, const std::string& subdirectory)
{
    if (state.stamp_of(subdirectory)) state.open(subdirectory)->sweep({});
}

} // namespace

void sweep_half_written(Directory& workspace, Directory& state)
{
    try {
        // Others may call files of theirs as we do; of what lies beside it, these alone are written by us:
        // the first by every change of the workspace, the others by a rename.
        for (const std::string& name : {layout::kTaskFile, layout::kNotes, layout::kAgents})
            workspace.sweep(name);
        state.sweep({});
        sweep_all(state, layout::kCoexisting);
        sweep_all(state, layout::kShell);
    } catch (const std::system_error&) {
        return;
    }
}

} // namespace ctask
