// Sweeping half-written files.
#include "session/sweeping.hpp"

#include "workspace/layout.hpp"
#include "world/temporary_names.hpp"

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
        workspace.sweep(kRewritten);
        state.sweep({});
        sweep_all(state, layout::kCoexisting);
        sweep_all(state, layout::kShell);
    } catch (const std::system_error&) {
        return;
    }
}

} // namespace ctask
